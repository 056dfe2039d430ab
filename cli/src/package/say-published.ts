import type { Release } from "@shoal/protocol/package/release";
import type { Invocation } from "../command/invocation.ts";
import type { LocalKey } from "../key/read.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { distinct, type HashedFile } from "./hash-files.ts";

/** What publishing came to. */
export interface Published {
  release: Release;
  hashed: readonly HashedFile[];
  missing: readonly HashedFile[];
  signer: LocalKey | undefined;
  digest: string;
  there: boolean;
  dryRun: boolean;
  /** It was sent to be signed elsewhere. */
  staged: boolean;
  asked: boolean;
}

export function sayPublished({ terminal }: Invocation, published: Published): void {
  const { release, hashed, missing, signer, digest, there, dryRun, staged, asked } = published;
  const id = `${release.name}@${release.version}`;
  const sum = (files: readonly HashedFile[]) => files.reduce((bytes, file) => bytes + file.ref.sizeBytes, 0);
  const outcome = there ? "known" : dryRun ? "dry-run" : staged ? "staged" : "published";
  if (terminal.json) {
    terminal.answerJson({
      package: release.name,
      version: release.version,
      outcome,
      digest,
      keyId: signer?.trustKeyId ?? null,
      variants: release.variants.map((variant) => variant.id),
      files: hashed.map(({ name, ref }) => ({
        name,
        ...ref,
        uploaded: !dryRun && !there && missing.some((file) => file.ref.digest === ref.digest),
      })),
      bytesToUpload: sum(missing),
      bytesInAll: sum(distinct(hashed)),
    });
    return;
  }
  terminal.answer(id);
  const variants = release.variants.length === 1 ? "one variant" : `${release.variants.length} variants`;
  if (there) terminal.note(`${id} was published before, with exactly this content.`);
  else if (dryRun)
    terminal.note(
      `${id} could be published: ${variants}, ${formatBytes(sum(missing))}${asked ? " to upload" : " at most to upload"}. Nothing was sent.`,
    );
  else if (staged) terminal.note(`${id} waits to be signed: shoal release request ${id} > FILE`);
  else {
    terminal.note(`Published ${id}: ${variants}, signed by key ${signer?.trustKeyId.slice(0, 16)}.`);
    const saved = sum(distinct(hashed)) - sum(missing);
    if (saved > 0) terminal.note(`${formatBytes(saved)} did not have to be uploaded: the server had them.`);
    terminal.note(`Next: shoal task preview --package ${id} --all`);
  }
}
