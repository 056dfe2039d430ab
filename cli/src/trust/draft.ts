import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileOf } from "@shoal/core/trust/layout";
import type { TrustDownload } from "@shoal/protocol/node/trust-client";
import type { Invocation } from "../command/invocation.ts";
import { Failure, usageFailure } from "../exit/failure.ts";
import { fingerprintOf, type KnownRoot, knownRoot, rememberRoot } from "./known-root.ts";
import { type TrustView, viewOf } from "./view.ts";

/** Metadata on its way to those who sign it, with all that they need to see what they sign. One JSON file. */
export interface Draft {
  shoal: "signing request";
  format: 1;
  /** What it is for, in words. */
  why: string;
  /** Files of the metadata as it is, from the first root on. */
  chain: Record<string, string>;
  /** What is to be signed, with the signatures that it has. */
  metadata: { role: string; text: string }[];
  /** Release documents by their SHA-256, base64. */
  documents: Record<string, string>;
}

export async function draftOf(
  view: TrustView,
  why: string,
  metadata: Draft["metadata"],
  documents: Draft["documents"] = {},
): Promise<Draft> {
  const roles = metadata.map((each) => each.role).filter((role) => role !== "root" && role !== "targets");
  // The owner of a bin says who may sign it.
  const owners = roles.map((role) => role.split("-")[0]!);
  const chain = await view.chain([...owners, ...roles]);
  return { shoal: "signing request", format: 1, why, chain, metadata, documents };
}

export async function readDraft(invocation: Invocation, file: string): Promise<Draft> {
  const path = resolve(invocation.shell.cwd, file);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw usageFailure(`${file} cannot be read`, "Name the file of a signing request.", error.message);
  });
  try {
    const draft = JSON.parse(text) as Draft;
    if (draft.shoal === "signing request" && draft.format === 1) return draft;
  } catch {
    // Said below.
  }
  throw new Failure({
    title: "This is not a signing request",
    detail: `${file} is another kind of file.`,
    hint: "Make one: shoal release request, or shoal trust edit.",
    code: "bad-request",
  });
}

export async function writeDraft(invocation: Invocation, file: string, draft: Draft): Promise<void> {
  await writeFile(resolve(invocation.shell.cwd, file), `${JSON.stringify(draft, null, 1)}\n`);
}

/**
 * What the file says is current, verified from the root that this machine knows. A machine that knows none yet is told which: by a person who
 * has compared it.
 * @param root its fingerprint, as it was typed
 */
export async function viewOfDraft(
  invocation: Invocation,
  draft: Draft,
  root: string | undefined,
  paths: readonly string[],
): Promise<TrustView> {
  const { shell } = invocation;
  const first = draft.chain[fileOf("root", 1)] ?? "";
  const fingerprint = fingerprintOf(first);
  let known: KnownRoot | undefined = await knownRoot(shell.env, fingerprint);
  if (!known && root === fingerprint) known = await rememberRoot(shell.env, first);
  if (!known)
    throw new Failure({
      title: "This machine does not know the root of this request",
      detail:
        root === undefined
          ? `It starts from root ${fingerprint}. Nothing was signed.`
          : `It starts from root ${fingerprint}, and not from ${root}. Nothing was signed.`,
      hint: "Compare it with what shoal trust show prints where you trust it; if it is the same: --root FINGERPRINT, once.",
      code: "metadata-refused",
    });
  const download: TrustDownload = async (file) => {
    const text = draft.chain[file];
    return text === undefined ? "absent" : Buffer.from(text);
  };
  return await viewOf(known, paths, shell.nowMs(), download);
}
