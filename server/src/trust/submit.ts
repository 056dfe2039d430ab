import type { Added, Submitted } from "@shoal/core/trust/accept";
import { releaseAt, type targetPath } from "@shoal/core/trust/layout";
import type { Target } from "@shoal/core/trust/make";
import type { ReleaseRow } from "@shoal/protocol/api/package";
import type { MetadataTaken } from "@shoal/protocol/api/trust";
import { say } from "@shoal/protocol/sentence/say";
import type { Aftermath } from "../action/aftermath.ts";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { checkRelease, refuseUnmet } from "../release/publish.ts";
import { recallWithin } from "../release/recall.ts";
import { releaseStore, type StoredRelease } from "../release/store.ts";
import { refuseUnreached } from "../secret/refuse.ts";
import { carryOut, type Orders } from "../task/orders.ts";
import type { ServerKeys } from "./online-keys.ts";
import { takeMetadata } from "./repository.ts";
import { stagedStore } from "./staged.ts";

type Path = ReturnType<typeof targetPath>;

/**
 * Takes signed metadata and does what it says, whole or not at all: what stands in it for the first time is published, what stands in it
 * no more is recalled.
 * @returns besides the answer the numbers of the releases that were published
 */
export async function submitMetadata(
  orders: Orders,
  keys: ServerKeys,
  submitted: readonly Submitted[],
): Promise<{ taken: MetadataTaken; published: number[] }> {
  const { request } = orders;
  return await carryOut(orders, async (trx, nowMs, aftermath) => {
    const { changed, added, removed } = await takeMetadata(trx, keys, submitted, nowMs);
    const versions = Object.fromEntries(changed.map((each) => [each.role, each.version]));
    await orders.audit(trx, request, "trust.changed", "trust", {
      versions: shown(versions),
      added: added.map((each) => each.path),
      removed: removed.map((each) => each.path),
    });
    // A release has an event of its own.
    if (changed.some(({ role }) => role === "root" || role === "targets"))
      aftermath.events.push({
        atMs: nowMs,
        kind: "trust.changed",
        subject: "trust",
        data: { versions: shown(versions) },
      });
    const stored: StoredRelease[] = [];
    for (const each of added) stored.push(await publish(trx, orders, each, nowMs, aftermath));
    // All of them are there by now, so one may need another.
    for (const { release } of stored) {
      await refuseUnmet(trx, release);
      await refuseUnreached(trx, release);
    }
    for (const each of removed) await takeOut(trx, orders, each, nowMs, aftermath);
    const published: ReleaseRow[] = stored.map((each) => each.row);
    const taken = { versions, published, removed: removed.map((each) => each.path) };
    return { taken, published: stored.map((each) => each.id) };
  });
}

/** A ceremony has 66 roles; what an entry holds is for reading. */
function shown(versions: Record<string, number>): Record<string, number> {
  const roles = Object.entries(versions);
  return Object.fromEntries(roles.length > 8 ? roles.filter(([role]) => !role.includes("-")) : roles);
}

function releaseOf(path: Path): { name: string; version: string } {
  const release = releaseAt(path);
  if (!release) throw new Error(`${path} names no release`);
  return release;
}

async function publish(
  trx: Db,
  { request, audit }: Orders,
  { path, sha256, length, role, keyIds }: Added,
  nowMs: number,
  aftermath: Aftermath,
): Promise<StoredRelease> {
  const { name, version } = releaseOf(path);
  const releases = releaseStore(trx);
  const existing = await releases.find(name, version);
  if (existing && existing.row.digest !== sha256)
    throw new Refusal("release-exists", say("published-as", { package: name, version, digest: existing.row.digest }));
  // It was taken out, and is back; whether it is recalled is another matter.
  if (existing) return existing;
  const staged = await stagedStore(trx).find(sha256);
  if (!staged || staged.package !== name || staged.version !== version)
    throw new Refusal("not-staged", say("not-staged-as", { name, version, digest: sha256 }));
  if (staged.document.length !== length)
    throw new Refusal("metadata-refused", `${path} has ${length} bytes in ${role}, and ${staged.document.length} here`);
  const release = await checkRelease(trx, staged.document);
  const keyId = keyIds[0]!;
  const added = await releases.add(release, staged.document, { keyId, nowMs, actor: actorOf(request.caller) });
  await stagedStore(trx).remove(sha256);
  const subject = `release:${name}@${version}`;
  const { digest, variants } = added.row;
  await audit(trx, request, "release.published", subject, {
    digest,
    role,
    keyIds,
    variants,
    stagedBy: staged.createdBy,
  });
  aftermath.events.push({ atMs: nowMs, kind: "release.published", subject, data: { package: name, version } });
  return added;
}

async function takeOut(trx: Db, orders: Orders, { path }: Target, nowMs: number, aftermath: Aftermath): Promise<void> {
  const { name, version } = releaseOf(path);
  const found = await releaseStore(trx).find(name, version);
  if (!found || found.row.recalled) return;
  await recallWithin(trx, orders, found, "its publisher has taken it out of what is signed", nowMs, aftermath);
}
