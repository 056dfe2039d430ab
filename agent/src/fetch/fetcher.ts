import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { FetchSource } from "@shoal/core/fetch/planner";
import { type BytesBySource, NO_BYTES } from "@shoal/protocol/action/report";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Settings } from "@shoal/protocol/settings/settings";
import type { Delivery } from "@shoal/protocol/task/task";
import type { Cache } from "../cache/cache.ts";
import type { HttpClient } from "../http/client.ts";
import { bestPatch } from "../source/patch.ts";
import type { PushReceiver } from "../source/push.ts";
import { BlobFetch } from "./fetch-blob.ts";
import { fetchManifest } from "./manifest.ts";
import type { Fetched } from "./outcome.ts";

export interface FetcherOptions {
  http: HttpClient;
  cache: Cache;
  push: PushReceiver;
  random: () => number;
  diskFreeBytes: (path: string) => Promise<number>;
  /** Digests that no eviction may take. */
  needed: () => ReadonlySet<string>;
  refuse: (what: "manifest" | "piece" | "patch", subject: string, detail: string) => void;
}

export interface FetchOrder {
  actionId: string;
  files: readonly BlobRef[];
  delivery: Delivery;
  settings: Settings;
  signal: AbortSignal;
}

/** Left free on the disk besides the content itself: the journal and the logs have to go on. */
const SPARE_BYTES = 16 * 1024 * 1024;
const RETRY_FIRST_MS = 2000;
const RETRY_LAST_MS = 300_000;

/** Brings the content of an action into the cache: cache, patch, then the server, piece by piece. */
export class Fetcher {
  readonly #options: FetcherOptions;

  constructor(options: FetcherOptions) {
    this.#options = options;
  }

  async fetch(order: FetchOrder): Promise<Fetched> {
    const bytes: BytesBySource = { ...NO_BYTES };
    for (const ref of order.files) {
      if (this.#options.cache.has(ref)) {
        bytes.cache += ref.sizeBytes;
        continue;
      }
      const outcome = await this.#one(ref, order, bytes, true);
      if (!outcome.ok) return outcome;
    }
    return { ok: true, bytes };
  }

  async #one(ref: BlobRef, order: FetchOrder, bytes: BytesBySource, mayPatch: boolean): Promise<Fetched> {
    const { http, cache, push, random, refuse } = this.#options;
    const { signal, settings } = order;
    const full = await this.#makeRoom(ref, settings);
    if (full) return full;
    for (let attempt = 0; ; attempt++) {
      if (signal.aborted) return { ok: false, stopped: true };
      const answer = await fetchManifest(http, ref, signal);
      if (!answer.ok) {
        if (answer.missing)
          return {
            ok: false,
            stopped: false,
            reason: {
              code: "content-missing",
              detail: `the server has no manifest of ${ref.digest}`,
              next: "Publish the release again.",
            },
          };
        if (!answer.passing) {
          refuse("manifest", ref.digest, answer.detail);
          return {
            ok: false,
            stopped: false,
            reason: {
              code: "content-corrupt",
              detail: answer.detail,
              next: "Something between the server and this device changes what passes; look for proxies.",
            },
          };
        }
        await sleep(Math.min(RETRY_FIRST_MS * 2 ** attempt, RETRY_LAST_MS) * (0.5 + random() / 2), undefined, {
          signal,
        }).catch(() => undefined);
        continue;
      }
      const part = await cache.openPart(ref, answer.manifest);
      // Pieces from before a restart came the same way as those that are still missing.
      bytes[order.delivery === "push" ? "push" : "origin"] += part.bytes;
      const sources: FetchSource[] =
        order.delivery === "push"
          ? ["push"]
          : [...(mayPatch && settings.patches ? (["patch"] as const) : []), "origin"];
      const run = new BlobFetch(
        {
          http,
          cache,
          push,
          settings,
          seed: Math.floor(random() * 2 ** 31),
          patch: (target, missing, stop) => this.#patch(target, missing, order, stop),
          refuse,
        },
        { ref, manifest: answer.manifest, actionId: order.actionId, signal, part, sources, bytes },
      );
      const outcome = await run.run();
      await part.close();
      if (signal.aborted) return { ok: false, stopped: true };
      return outcome.ok ? { ok: true, bytes } : { ok: false, stopped: false, reason: outcome.reason };
    }
  }

  async #makeRoom(ref: BlobRef, settings: Settings): Promise<Fetched | undefined> {
    const { cache, diskFreeBytes, needed } = this.#options;
    const wantFreeBytes = ref.sizeBytes + SPARE_BYTES;
    cache.evict({
      limitBytes: Math.max(0, settings.cacheLimitBytes - ref.sizeBytes),
      wantFreeBytes,
      freeBytes: await diskFreeBytes(cache.folder),
      needed: needed(),
    });
    const freeBytes = await diskFreeBytes(cache.folder);
    const heldBytes = existsSync(cache.partPath(ref.digest)) ? ref.sizeBytes : 0;
    if (freeBytes + heldBytes >= wantFreeBytes) return undefined;
    return {
      ok: false,
      stopped: false,
      reason: {
        code: "disk-full",
        detail: `${ref.sizeBytes} bytes are needed in ${cache.folder}, ${freeBytes} are free`,
        next: "Free some space on the device, then retry the task.",
      },
    };
  }

  /** Fetches the best patch and applies it; whatever goes wrong, the whole is fetched instead. */
  async #patch(
    target: BlobRef,
    missingBytes: number,
    order: FetchOrder,
    signal: AbortSignal,
  ): Promise<{ fetchedBytes: number } | undefined> {
    const { http, cache, refuse } = this.#options;
    const offer = await bestPatch(http, cache, target, missingBytes, signal);
    if (!offer) return undefined;
    const ref: BlobRef = { digest: offer.digest, sizeBytes: offer.sizeBytes, manifestDigest: offer.manifestDigest };
    const fetched = await this.#one(ref, { ...order, delivery: "pull", files: [ref] }, { ...NO_BYTES }, false);
    if (!fetched.ok || !(await cache.verify(ref))) return undefined;
    const { applyPatch } = await import("../patch/apply.ts");
    const outPath = `${cache.partPath(target.digest)}.patched`;
    const applied = await applyPatch({
      oldPath: offer.fromPath,
      oldSizeBytes: offer.fromBytes,
      patchPath: cache.path(ref.digest),
      outPath,
      target,
      windowLog: offer.windowLog,
      signal,
    });
    await rm(cache.path(ref.digest), { force: true });
    if (!applied.ok) {
      if (applied.why === "refused") refuse("patch", offer.digest, applied.detail);
      return undefined;
    }
    await rename(outPath, cache.partPath(target.digest));
    return { fetchedBytes: offer.sizeBytes };
  }
}
