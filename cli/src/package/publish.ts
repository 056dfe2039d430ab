import { normalise } from "@shoal/core/package/normalise";
import { targetPath } from "@shoal/core/trust/layout";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { ERRORS } from "@shoal/protocol/errors/catalogue";
import { LIMITS } from "@shoal/protocol/limits";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import type { Release } from "@shoal/protocol/package/release";
import type { Invocation } from "../command/invocation.ts";
import { Failure } from "../exit/failure.ts";
import { type LocalKey, readReleaseKey } from "../key/read.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { distinct, type HashedFile, hashFiles } from "./hash-files.ts";
import { invalidPackage } from "./invalid.ts";
import { judgePackage, type SourceFile } from "./judge.ts";
import { type LoadedPackage, loadPackage } from "./load.ts";
import { askServer, type OnServer, stageRelease } from "./on-server.ts";
import { unmetFailure, unmetOn } from "./relations.ts";
import { sayPublished } from "./say-published.ts";
import { uploadFiles } from "./upload-files.ts";

export interface PublishOptions {
  key?: string;
  dryRun?: boolean;
  /** Send it to be signed elsewhere. */
  stage?: boolean;
}

/** From a package file to a signed release on the server: judge, hash, upload what is not there yet, stage, sign. */
export async function publishPackage(invocation: Invocation, options: PublishOptions, where = "."): Promise<void> {
  const { shell, terminal } = invocation;
  const { loaded, files, icon } = await judged(shell.cwd, where);
  const { name, version } = loaded.file;
  const signer = options.stage ? undefined : await signerOf(invocation, options);
  const hashed = await hashFiles(terminal, files, shell.signal);
  const release = releaseOf(loaded, hashed, icon);
  const document = documentOf(release);
  const digest = sha256Hex(document);
  const path = targetPath(release);
  const server = await ask(invocation, options, release, hashed, signer);

  const known = new Set(server?.known ?? []);
  const missing = distinct(hashed).filter((file) => !known.has(file.ref.digest));
  if (server?.release === "other")
    throw new Failure({
      title: ERRORS["release-exists"].title,
      detail: `${name}@${version} is on the server with other content. Nothing was sent.`,
      hint: ERRORS["release-exists"].hint,
      code: "release-exists",
    });
  const there = server?.release === "same";
  if (server && !there) await refuseUnmet(invocation, loaded, release);
  if (!options.dryRun && !there) {
    await uploadFiles(terminal, await invocation.connection(), missing, shell.signal);
    await stageRelease(invocation, document);
  }
  // Also what was published before: it may have been taken out of what is signed.
  if (!options.dryRun && signer) {
    const { signRelease } = await import("../trust/sign-release.ts");
    await signRelease(invocation, { path, length: document.length, sha256: digest }, signer);
  }
  sayPublished(invocation, {
    release,
    hashed,
    missing,
    signer,
    digest,
    there,
    dryRun: options.dryRun ?? false,
    staged: options.stage ?? false,
    asked: server !== undefined,
  });
}

async function judged(
  cwd: string,
  where: string,
): Promise<{ loaded: LoadedPackage; files: SourceFile[]; icon: string | undefined }> {
  const read = await loadPackage(cwd, where);
  if (!read.ok) throw invalidPackage(read.shownPath, read.problems);
  const result = await judgePackage(read.loaded);
  if (!result.ok) throw invalidPackage(read.loaded.shownPath, result.problems);
  return { loaded: read.loaded, files: result.files, icon: result.icon };
}

/** A rehearsal goes without a key where there is none. */
async function signerOf(invocation: Invocation, options: PublishOptions): Promise<LocalKey | undefined> {
  try {
    return await readReleaseKey(invocation, options.key);
  } catch (error) {
    if (!options.dryRun || !(error instanceof Failure) || error.text.code !== "key-missing") throw error;
    invocation.terminal.warn(`warning: ${error.text.title.toLowerCase()}; publishing needs one. ${error.text.hint}`);
    return undefined;
  }
}

function releaseOf(loaded: LoadedPackage, hashed: readonly HashedFile[], icon: string | undefined): Release {
  const normalised = normalise(loaded.file, new Map(hashed.map((file) => [file.name, file.ref])), icon);
  if (normalised.ok) return normalised.release;
  throw invalidPackage(
    loaded.shownPath,
    normalised.problems.map((each) => ({ ...each, ...loaded.positionOf(each.path, each.on) })),
  );
}

function documentOf(release: Release): Uint8Array {
  const document = encodeCbor(release);
  if (document.length <= LIMITS.releaseBytes) return document;
  throw new Failure({
    title: "The release is too large",
    detail: `It has ${formatBytes(document.length)}; ${formatBytes(LIMITS.releaseBytes)} is the most, because every agent reads it.`,
    hint: "Put scripts that stand in shoal.yaml into files.",
    code: "package-invalid",
  });
}

/** Before anything is uploaded: the server would refuse it afterwards. */
async function refuseUnmet(invocation: Invocation, loaded: LoadedPackage, release: Release): Promise<void> {
  const [first, ...others] = await unmetOn(await invocation.api(), loaded, release);
  if (first) throw unmetFailure(loaded.shownPath, [first, ...others], "Nothing was sent.");
}

/** A rehearsal also goes without a server, and says so. */
async function ask(
  invocation: Invocation,
  options: PublishOptions,
  release: Release,
  hashed: readonly HashedFile[],
  signer: LocalKey | undefined,
): Promise<OnServer | undefined> {
  try {
    const server = await askServer(invocation, release, distinct(hashed));
    // Nobody uploads gigabytes of what they may not sign.
    if (signer) await mayPublish(invocation, options, release, signer);
    return server;
  } catch (error) {
    if (!options.dryRun || !(error instanceof Failure)) throw error;
    invocation.terminal.warn(`warning: ${error.text.title}; what is there already is not known.`);
    return undefined;
  }
}

async function mayPublish(
  invocation: Invocation,
  { dryRun = false }: PublishOptions,
  release: Release,
  signer: LocalKey,
): Promise<void> {
  const { signingView } = await import("../trust/sign-release.ts");
  try {
    await signingView(invocation, targetPath(release), signer);
  } catch (error) {
    if (!dryRun || !(error instanceof Failure)) throw error;
    const { title, detail = "", hint = "" } = error.text;
    invocation.terminal.warn(`warning: ${title}: ${detail} ${hint}`);
  }
}
