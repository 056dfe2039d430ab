import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { binOwner, fileOf, maxBytesOf } from "@shoal/core/trust/layout";
import { type Kinds, parseMetadata } from "@shoal/core/trust/metadata";
import { binFor, roleFor } from "@shoal/core/trust/shape";
import { wordsOfRefusal } from "@shoal/core/trust/words";
import { ERRORS } from "@shoal/protocol/errors/catalogue";
import { followTrust, type TrustDownload, type TrustedTarget } from "@shoal/protocol/node/trust-client";
import { EXIT } from "../exit/codes.ts";
import { Failure } from "../exit/failure.ts";
import type { KnownRoot } from "./known-root.ts";

/** Metadata that was verified on this machine, from the root that it knows. */
export interface TrustView {
  known: KnownRoot;
  target(path: string): TrustedTarget | null;
  root(): Promise<Kinds["root"]>;
  targets(): Promise<Kinds["targets"]>;
  /** Of a role, what the metadata says is its newest version; 0: there is none. */
  versionOf(role: string): Promise<number>;
  /** A publisher's role or a bin in its newest version, as those sign for it who may by now; of any age. @throws Failure */
  role(role: string): Promise<Kinds["targets"]>;
  /** The files that somebody needs who verifies all of this from the first root on. */
  chain(roles: readonly string[]): Promise<Record<string, string>>;
  /** The role and the bin of it in which a release stands; both were looked at. @throws Failure where nobody may sign it */
  placeOf(path: string): Promise<Place>;
}

export interface Place {
  /** Of the publisher. */
  name: string;
  role: Kinds["targets"];
  binName: string;
  bin: Kinds["targets"];
}

/** @throws Failure that says what the metadata looks like, where it is not to be believed */
export async function viewOf(
  known: KnownRoot,
  paths: readonly string[],
  nowMs: number,
  download: TrustDownload,
): Promise<TrustView> {
  const job = { folder: known.folder, root: known.root, nowMs, paths: [...paths] };
  const followed = await followTrust(job, download);
  if (!followed.ok) throw failureOf(followed.why, followed.detail);
  const read = async (role: string) => await readFile(join(known.folder, `${role}.json`), "utf8");
  const targets = async (role = "targets") => parseMetadata("targets", await read(role));
  const versionOf = async (role: string) => {
    if (role === "root") return parseMetadata("root", await read("root")).signed.version;
    const { meta } = parseMetadata("snapshot", await read("snapshot")).signed;
    return meta[`${role}.json`]?.version ?? 0;
  };
  const fetched = async (file: string, role: string) => {
    const answer = await download(file, maxBytesOf(role));
    if (answer instanceof Uint8Array) return Buffer.from(answer).toString();
    throw failureOf("unreachable", answer === "absent" ? `${file} is not there` : answer.failed);
  };
  const roleOf = async (role: string): Promise<Kinds["targets"]> => {
    const version = await versionOf(role);
    try {
      const metadata = parseMetadata("targets", await fetched(fileOf(role, version), role));
      const owner = binOwner(role);
      const delegator = owner === undefined ? await targets() : await roleOf(owner);
      delegator.verifyDelegate(role, metadata);
      if (metadata.signed.version !== version) throw new Error(`${role} does not match snapshot version ${version}`);
      return metadata;
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw failureOf("refused", (error as Error).message);
    }
  };
  return {
    versionOf,
    role: roleOf,
    async chain(roles) {
      const files: Record<string, string> = {};
      const rootVersion = await versionOf("root");
      for (let version = 1; version <= rootVersion; version++) {
        const file = fileOf("root", version);
        files[file] = await fetched(file, "root");
      }
      files["timestamp.json"] = await read("timestamp");
      const { version } = parseMetadata("timestamp", files["timestamp.json"]).signed.snapshotMeta;
      files[fileOf("snapshot", version)] = await read("snapshot");
      for (const role of new Set(["targets", ...roles])) {
        const newest = await versionOf(role);
        if (newest > 0) files[fileOf(role, newest)] = await fetched(fileOf(role, newest), role);
      }
      return files;
    },
    known,
    target: (path) => followed.targets[path] ?? null,
    root: async () => parseMetadata("root", await read("root")),
    targets: () => targets(),
    async placeOf(path) {
      const name = roleFor(await targets(), path);
      if (name === undefined) {
        const { title, hint } = ERRORS["key-untrusted"];
        throw new Failure({ title, detail: `No role may sign ${path}.`, hint, code: "key-untrusted" }, EXIT.notAllowed);
      }
      const role = await targets(name);
      const binName = binFor(role, path)!;
      return { name, role, binName, bin: await targets(binName) };
    },
  };
}

function failureOf(why: "unreachable" | "refused" | "disk", detail: string): Failure {
  if (why === "refused") {
    const words = wordsOfRefusal(detail);
    return new Failure({
      title: "The server's metadata of releases is not to be believed",
      detail: `${words.detail}. Nothing was signed.`,
      hint: words.next,
      code: "metadata-refused",
    });
  }
  return new Failure({
    title: why === "disk" ? "What is known of releases cannot be kept" : "The metadata of releases cannot be read",
    detail: `${detail}. Nothing was signed.`,
    hint:
      why === "disk" ? "Make room, or mend the folder's modes." : "Try again; shoal doctor looks at the connection.",
    code: why,
  });
}
