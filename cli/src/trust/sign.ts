import { changesOf, parseRole } from "@shoal/core/trust/changes";
import { binOwner, releaseAt } from "@shoal/core/trust/layout";
import type { Target } from "@shoal/core/trust/make";
import { type Kinds, signWith, textOf } from "@shoal/core/trust/metadata";
import { signersOf } from "@shoal/core/trust/shape";
import { decodeCbor } from "@shoal/protocol/codec/cbor";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import type { Release } from "@shoal/protocol/package/release";
import type { Invocation } from "../command/invocation.ts";
import { EXIT } from "../exit/codes.ts";
import { Failure } from "../exit/failure.ts";
import { type LocalKey, readReleaseKey } from "../key/read.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { type Draft, readDraft, viewOfDraft, writeDraft } from "./draft.ts";
import { shortId, signedHere, trustSigner } from "./signer.ts";
import type { TrustView } from "./view.ts";

export interface SignOptions {
  key?: string;
  root?: string;
  /** Sign although a newer version was signed here: that one was never submitted. */
  again?: boolean;
}

/**
 * Adds a signature to a request, on a machine that needs no network: after what the file says is current was verified from this machine's own
 * root, and after a person could see what is signed.
 */
export async function signDraft(invocation: Invocation, options: SignOptions, file: string): Promise<void> {
  const { terminal } = invocation;
  const key = await readReleaseKey(invocation, options.key);
  const draft = await readDraft(invocation, file);
  const view = await viewOfDraft(invocation, draft, options.root, []);
  const signed = await signAll(invocation, draft, view, key, options.again ?? false);
  await writeDraft(invocation, file, draft);
  await view.known.hasSigned(Object.fromEntries(signed.map(({ role, metadata }) => [role, signedHere(metadata)])));
  const open = await stillOpen(draft, view);
  if (terminal.json) return terminal.answerJson({ signed: signed.map((each) => each.role), open });
  terminal.answer(file);
  terminal.note(`Signed by key ${shortId(key.trustKeyId)}: ${rolesInWords(signed.map((each) => each.role))}.`);
  terminal.note(
    open.length > 0
      ? `Not enough yet: ${rolesInWords(open)}. Have the next one sign: shoal trust sign ${file} --key FILE`
      : `Enough have signed. Next: shoal trust submit ${file}`,
  );
}

interface Signed {
  role: string;
  metadata: Kinds["root"] | Kinds["targets"];
}

/** Signs in the draft what this key may sign. @throws Failure where that is nothing, or something in it is not what it should be */
export async function signAll(
  invocation: Invocation,
  draft: Draft,
  view: TrustView,
  key: LocalKey,
  again: boolean,
): Promise<Signed[]> {
  const signer = trustSigner(key);
  const lastSigned = await view.known.signed();
  const proposed = new Map(draft.metadata.map(({ role, text }) => [role, parseRole(role, text)]));
  const signed: Signed[] = [];
  for (const each of draft.metadata) {
    const metadata = proposed.get(each.role)!;
    await look(invocation, draft, view, each.role, metadata);
    const counts = (await delegatorsOf(each.role, view, proposed)).some((delegator) =>
      signersOf(delegator, each.role)?.keys.some((known) => known.keyID === key.trustKeyId),
    );
    if (!counts) continue;
    const last = lastSigned[each.role];
    const { version, sha256 } = signedHere(metadata);
    if (!again && last && (version < last.version || (version === last.version && sha256 !== last.sha256)))
      throw new Failure({
        title:
          version < last.version ? "Something newer was signed here before" : "Something else was signed here before",
        detail: `${each.role} would be version ${version}, and version ${last.version} was signed here with other content. Nothing was signed.`,
        hint: "Submit what was signed then, and request this one anew. If that file is lost and was never submitted: --again.",
        code: "metadata-stale",
      });
    signWith(metadata, [signer]);
    each.text = textOf(metadata);
    signed.push({ role: each.role, metadata });
  }
  if (signed.length > 0) return signed;
  throw new Failure(
    {
      title: "This key has nothing to sign here",
      detail: `${key.path} is key ${shortId(key.trustKeyId)}, which none of ${rolesInWords(draft.metadata.map((each) => each.role))} names.`,
      hint: "Sign with another key: --key FILE. shoal trust show lists who may sign what.",
      code: "key-untrusted",
    },
    EXIT.notAllowed,
  );
}

/** Who says who may sign a role, as it would be and, of a root, as it is. */
async function delegatorsOf(
  role: string,
  view: TrustView,
  proposed: ReadonlyMap<string, Kinds["root"] | Kinds["targets"]>,
): Promise<(Kinds["root"] | Kinds["targets"])[]> {
  if (role === "root") return [await view.root(), proposed.get("root")!];
  if (role === "targets") return [proposed.get("root") ?? (await view.root())];
  const owner = binOwner(role);
  if (owner === undefined) return [proposed.get("targets") ?? (await view.targets())];
  return [proposed.get(owner) ?? (await view.role(owner))];
}

/** Roles that have too few signatures yet. */
export async function stillOpen(draft: Draft, view: TrustView): Promise<string[]> {
  const proposed = new Map(draft.metadata.map(({ role, text }) => [role, parseRole(role, text)]));
  const open: string[] = [];
  for (const [role, metadata] of proposed)
    for (const delegator of await delegatorsOf(role, view, proposed))
      try {
        delegator.verifyDelegate(role, metadata as Kinds["targets"]);
      } catch {
        if (!open.includes(role)) open.push(role);
      }
  return open;
}

/** Shows what a role would become, and refuses what does not follow from what is. */
async function look(
  invocation: Invocation,
  draft: Draft,
  view: TrustView,
  role: string,
  metadata: Kinds["root"] | Kinds["targets"],
): Promise<void> {
  const { terminal } = invocation;
  const version = await view.versionOf(role);
  if (metadata.signed.version !== version + 1)
    throw new Failure({
      title: "The request is not about what is current",
      detail: `${role} would be version ${metadata.signed.version}, and ${version} is current. Nothing was signed.`,
      hint: "Request it anew.",
      code: "metadata-stale",
    });
  const before = version === 0 ? undefined : await currentOf(view, role);
  const { added, removed, lines } = changesOf(role, before, metadata);
  for (const line of lines) terminal.note(`${role} ${metadata.signed.version}: ${line}`);
  for (const each of removed) terminal.note(`${role}: takes out ${each.path}`);
  for (const each of added) for (const line of documentLines(draft, each)) terminal.note(line);
}

async function currentOf(view: TrustView, role: string): Promise<Kinds["root"] | Kinds["targets"] | undefined> {
  if (role === "root") return await view.root();
  if (role === "targets") return await view.targets();
  const owner = binOwner(role) ?? role;
  // A name that was taken away and comes back starts anew.
  return (await view.targets()).signed.delegations?.roles?.[owner] ? await view.role(role) : undefined;
}

/** A release as it would be signed for: out of the document itself, whose digest is compared. */
function documentLines(draft: Draft, { path, sha256, length }: Target): string[] {
  const document = Buffer.from(draft.documents[sha256] ?? "", "base64");
  const release = document.length === length && sha256Hex(document) === sha256 ? decodeCbor(document) : undefined;
  const { name, version, publisher, variants } = (release ?? {}) as Release;
  const named = releaseAt(path);
  if (!release || named?.name !== name || named?.version !== version)
    throw new Failure({
      title: "The request does not show what is to be signed",
      detail: `${path} would be ${sha256}, and the document of that digest is not in the file. Nothing was signed.`,
      hint: "Request it anew. If it is the same again, somebody may have put a release of theirs into it.",
      code: "metadata-refused",
    });
  return [
    `signs ${name} ${version} of ${publisher}: ${sha256}`,
    ...variants.flatMap((variant) => [
      `  ${variant.id}: ${variant.installer.kind}`,
      ...variant.files.map((file) => `    ${file.name}  ${formatBytes(file.sizeBytes)}  ${file.digest}`),
    ]),
  ];
}

/** Sixty-four bins are one word. */
export function rolesInWords(roles: readonly string[]): string {
  const bins = new Map<string, number>();
  const words: string[] = [];
  for (const role of roles) {
    const owner = binOwner(role);
    if (owner === undefined) words.push(role);
    else bins.set(owner, (bins.get(owner) ?? 0) + 1);
  }
  for (const [owner, count] of bins)
    words.push(count === 1 ? roles.find((role) => binOwner(role) === owner)! : `${count} bins of ${owner}`);
  return words.join(", ");
}
