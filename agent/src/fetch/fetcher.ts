import { rename } from "node:fs/promises";
import type { FetchSource } from "@shoal/core/fetch/planner";
import { sourcesOf } from "@shoal/core/settings/sources";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { Reason } from "@shoal/protocol/action/reason";
import type { BytesBySource } from "@shoal/protocol/action/report";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Manifest } from "@shoal/protocol/content/manifest";
import { say } from "@shoal/protocol/sentence/say";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { Delivery } from "@shoal/protocol/task/task";
import type { Cache } from "../cache/cache.ts";
import type { Part } from "../cache/part.ts";
import type { HttpClient } from "../http/client.ts";
import type { OpenDevice } from "../image/open-device.ts";
import { deviceFailed } from "../image/refusal.ts";
import { isDiskFull } from "../journal/journal.ts";
import type { BlobSession, BlobSessionEvents, BlobSessionParts, HeldBlob } from "../multicast/blob-session.ts";
import { originSource } from "../source/origin.ts";
import { bestOffer, type HeldOffer, patchOffers } from "../source/patch.ts";
import type { PushReceiver } from "../source/push.ts";
import { BlobFetch } from "./fetch-blob.ts";
import { imageNote } from "./image-note.ts";
import { fetchManifest } from "./manifest.ts";
import type { Fetched } from "./outcome.ts";
import { earlierSources } from "./part-sources.ts";
import { RateGate } from "./rate-gate.ts";
import { RunningBlobs } from "./running-blobs.ts";
import { untilAborted } from "./until-aborted.ts";
import { Waits } from "./waits.ts";

export interface FetcherOptions {
  http: HttpClient;
  cache: Cache;
  push: PushReceiver;
  /** Sessions with the other devices of the subnet; absent where this device takes part in none. */
  subnet?: Subnet;
  random: () => number;
  diskFreeBytes: (path: string) => Promise<number>;
  /** Digests that no eviction may take, of all actions but this one. */
  needed: (but?: string) => ReadonlySet<string>;
  refuse: (what: "manifest" | "piece" | "patch", subject: string, detail: string) => void;
}

/** The other devices of the subnet, as a fetch sees them. */
export interface Subnet {
  session(
    parts: Omit<BlobSessionParts, "multicast" | "http" | "log">,
  ): Promise<(events: BlobSessionEvents) => BlobSession>;
  /** A blob that is here already is given to others for a while. */
  hold(parts: HeldBlob): Promise<void>;
}

export interface FetchOrder {
  actionId: string;
  files: readonly BlobRef[];
  /** One of these goes to a block device instead of into the cache. */
  onto?: { digest: string; device: OpenDevice };
  delivery: Delivery;
  /** Under which it is exchanged with other devices of the task. */
  contentKey?: Uint8Array;
  /** As they are when it begins. */
  settings: Settings;
  /** Bytes a second that may be taken now, which changes with the time of day and with the settings; 0 is no ceiling. */
  rate: (net: "wan" | "lan") => number;
  signal: AbortSignal;
}

/** Where a blob lands, and what is there already. */
interface Landing {
  part: Part;
  /** Where the pieces came from that are here; counted on. */
  own: BytesBySource;
  /** Under which this is written down. */
  noteAs: string;
  /** Where others read it. */
  paths: { part: string; whole: string };
  /** Everything is there, beyond a power cut. @throws Error of the device */
  sync?: () => Promise<void>;
  /** The disk is full of it: the journal needs some of that. Absent where it goes to a device. */
  yieldToJournal?: () => Promise<void>;
}

/** How often it is written down where the pieces of a part came from. */
const NOTE_MS = 5000;
/** Left free on the disk besides the content itself: the journal and the logs have to go on. */
const SPARE_BYTES = 16 * 1024 * 1024;

/** Brings the content of an action into the cache: cache, patch, then the server, piece by piece. */
export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #gate = new RateGate();
  readonly #lanGate = new RateGate();
  readonly #waits: Waits;
  readonly running = new RunningBlobs();
  /** Blobs that are being fetched: two actions that want the same fetch it once. */
  readonly #busy = new Map<string, Promise<unknown>>();
  /** Bases of patches that are being fetched or applied. */
  readonly #bases = new Set<string>();

  constructor(options: FetcherOptions) {
    this.#options = options;
    this.#waits = new Waits(options.random);
  }

  async fetch(order: FetchOrder): Promise<Fetched> {
    const bytes: BytesBySource = { ...NO_BYTES };
    for (const ref of order.files) {
      if (order.onto?.digest === ref.digest) {
        const outcome = await this.#ontoDevice(ref, order, order.onto.device, bytes);
        if (!outcome.ok) return outcome;
        continue;
      }
      await this.#forget(ref, order);
      if (this.#options.cache.has(ref)) {
        bytes.cache += ref.sizeBytes;
        await this.#hold(ref, order);
        continue;
      }
      const outcome = await this.#alone(ref, order, bytes, true);
      if (!outcome.ok) return outcome;
    }
    return { ok: true, bytes };
  }

  /** The server was heard: what waits for it need not wait longer. */
  reachable(): void {
    this.#waits.endAll();
    for (const blob of this.running) blob.reachable();
  }

  /** Drops what no pending task needs until the limits hold again. */
  async tidy(settings: Settings): Promise<void> {
    await this.#makeRoom(0, settings);
  }

  /** Where what is here already is not to be used, it is fetched anew, unless another action needs it meanwhile. */
  async #forget(ref: BlobRef, { settings, actionId }: FetchOrder): Promise<void> {
    const { cache, needed } = this.#options;
    if (sourcesOf(settings).includes("cache") || !cache.has(ref)) return;
    if (!needed(actionId).has(ref.digest)) await cache.drop(ref.digest);
  }

  async #alone(ref: BlobRef, order: FetchOrder, bytes: BytesBySource, mayPatch: boolean): Promise<Fetched> {
    let shared = false;
    for (let other = this.#busy.get(ref.digest); other; other = this.#busy.get(ref.digest)) {
      shared = true;
      await untilAborted(other, order.signal);
      if (order.signal.aborted) return { ok: false, stopped: true };
    }
    const work = this.#one(ref, order, bytes, { mayPatch, shared });
    this.#busy.set(ref.digest, work);
    try {
      return await work;
    } finally {
      this.#busy.delete(ref.digest);
    }
  }

  /** What the device does not take, or does not give, is the action's end, and no fault of the agent. */
  async #ontoDevice(ref: BlobRef, order: FetchOrder, device: OpenDevice, bytes: BytesBySource): Promise<Fetched> {
    try {
      return await this.#alone(ref, order, bytes, false);
    } catch (error) {
      if (order.signal.aborted) return { ok: false, stopped: true };
      if (!(error as NodeJS.ErrnoException).code) throw error;
      return { ok: false, stopped: false, reason: deviceFailed(device.name, error as Error) };
    }
  }

  async #one(
    ref: BlobRef,
    order: FetchOrder,
    bytes: BytesBySource,
    { mayPatch, shared }: { mayPatch: boolean; shared: boolean },
  ): Promise<Fetched> {
    const { cache, random, push, refuse, http } = this.#options;
    const { signal, settings, delivery, actionId } = order;
    const patches: FetchSource[] = mayPatch && settings.patches && delivery !== "push" ? ["patch"] : [];
    // Asked for at once: on a long line each question takes its time.
    const offers = patches.length > 0 ? patchOffers(http, cache, ref, signal) : Promise.resolve([]);
    const manifest = await this.#manifest(ref, signal);
    if ("ok" in manifest) return manifest;
    const { part, own, noteAs, paths, sync, yieldToJournal } = await this.#landing(ref, manifest, order, shared);
    try {
      const full = sync ? undefined : await this.#roomFor(ref.sizeBytes - part.bytes, settings);
      if (full) return { ok: false, stopped: false, reason: full };
      const session = await this.#session(ref, part, paths, order);
      const last: FetchSource = delivery === "push" ? "push" : "origin";
      const ways: FetchSource[] =
        session && isOriginFirst(settings) ? [last, "multicast"] : session ? ["multicast", last] : [last];
      const blob = new BlobFetch({
        ref,
        part,
        actionId,
        sources: [...patches, ...ways],
        ...(session ? { session } : {}),
        settings,
        seed: Math.floor(random() * 2 ** 31),
        signal,
        bytes: own,
        origin: originSource({
          http,
          gate: this.#gate,
          rateBytesPerSecond: () => order.rate("wan"),
          stallMs: settings.fetchStallMs,
        }),
        push,
        patch: async (missingBytes) => this.#patch(ref, bestOffer(await offers, missingBytes), order),
        refuse: (detail) => refuse("piece", ref.digest, detail),
      });
      this.running.add(blob);
      const note = () => cache.note(noteAs, { actionId, bytes: own });
      const noting = setInterval(note, NOTE_MS);
      const outcome = await blob.run().finally(() => {
        this.running.delete(blob);
        clearInterval(noting);
      });
      note();
      switch (outcome.kind) {
        case "complete":
          await sync?.();
          for (const source of Object.keys(own) as (keyof BytesBySource)[]) bytes[source] += own[source];
          return { ok: true, bytes };
        case "stopped":
          return { ok: false, stopped: true };
        case "failed":
          return { ok: false, stopped: false, reason: outcome.reason };
        case "io":
          if (!yieldToJournal || !isDiskFull(outcome.error)) throw outcome.error;
          await yieldToJournal();
          return { ok: false, stopped: false, reason: await this.#full(ref.sizeBytes - part.bytes) };
      }
    } finally {
      await part.close();
    }
  }

  async #landing(ref: BlobRef, manifest: Manifest, order: FetchOrder, shared: boolean): Promise<Landing> {
    const { cache } = this.#options;
    const { actionId, onto, signal } = order;
    const rest = order.delivery === "push" ? "push" : "origin";
    if (onto?.digest === ref.digest) {
      const { device } = onto;
      const fromCache = sourcesOf(order.settings).includes("cache");
      const { openOntoDevice } = await import("./onto-device.ts");
      const opened = await openOntoDevice({ ref, manifest, device, actionId, cache, fromCache, rest, signal });
      const path = `/proc/self/fd/${device.file.fd}`;
      return {
        part: opened.part,
        own: opened.bytes,
        noteAs: imageNote(actionId),
        paths: { part: path, whole: path },
        sync: () => opened.part.sync(),
      };
    }
    const part = await cache.openPart(ref, manifest);
    const own = shared
      ? { ...NO_BYTES, cache: part.bytes }
      : earlierSources(cache.noteOf(ref.digest), actionId, part.bytes, rest);
    return {
      part,
      own,
      noteAs: ref.digest,
      paths: { part: cache.partPath(ref.digest), whole: cache.path(ref.digest) },
      yieldToJournal: () => cache.yieldToJournal(part),
    };
  }

  /** The session of a blob that is worth one. */
  async #session(
    ref: BlobRef,
    part: Part,
    paths: Landing["paths"],
    { actionId, contentKey, settings, rate }: FetchOrder,
  ) {
    const { subnet, random } = this.#options;
    if (!subnet || !contentKey || !isWorthIt(ref, settings) || part.have.isFull) return undefined;
    const seed = Math.floor(random() * 2 ** 31);
    const rateBytesPerSecond = () => rate("lan");
    const gate = this.#lanGate;
    return await subnet.session({ actionId, contentKey, ref, part, paths, settings, gate, rateBytesPerSecond, seed });
  }

  /** Its bytes are compared first: what a disk has changed meanwhile is not cast to a subnet. */
  async #hold(ref: BlobRef, { actionId, contentKey, settings }: FetchOrder): Promise<void> {
    const { subnet, cache } = this.#options;
    if (!subnet || !contentKey || !isWorthIt(ref, settings)) return;
    if (!(await cache.isUnchanged(ref)) && !(await cache.verify(ref))) return;
    const cast = sourcesOf(settings).includes("multicast");
    await subnet.hold({ actionId, contentKey, ref, path: cache.path(ref.digest), settings, cast }).catch(() => {});
  }

  /** Asked for until the server has answered one way or the other. */
  async #manifest(ref: BlobRef, signal: AbortSignal): Promise<Manifest | Exclude<Fetched, { ok: true }>> {
    for (let attempt = 0; ; attempt++) {
      const answer = await fetchManifest(this.#options.http, ref, signal);
      if (signal.aborted) return { ok: false, stopped: true };
      if (answer.ok) return answer.manifest;
      if (answer.missing) {
        const detail = say("no-manifest", { digest: ref.digest });
        return { ok: false, stopped: false, reason: { code: "content-missing", detail, next: say("publish-again") } };
      }
      if (!answer.passing) {
        this.#options.refuse("manifest", ref.digest, answer.detail);
        const next = say("look-for-proxies");
        return { ok: false, stopped: false, reason: { code: "content-corrupt", detail: answer.detail, next } };
      }
      await this.#waits.wait(attempt, signal);
    }
  }

  /** @returns why there is no room */
  async #roomFor(needBytes: number, settings: Settings): Promise<Reason | undefined> {
    const freeBytes = await this.#makeRoom(needBytes, settings);
    return needBytes === 0 || freeBytes >= needBytes + SPARE_BYTES ? undefined : await this.#full(needBytes);
  }

  async #full(needBytes: number): Promise<Reason> {
    const { folder } = this.#options.cache;
    const freeBytes = await this.#options.diskFreeBytes(folder);
    const detail = say("no-room", { bytes: needBytes, folder, free: freeBytes });
    return {
      code: "disk-full",
      detail,
      next: say("free-disk-kept"),
    };
  }

  /** @returns the free bytes afterwards */
  async #makeRoom(needBytes: number, settings: Settings): Promise<number> {
    const { cache, diskFreeBytes, needed } = this.#options;
    const freeBytes = await diskFreeBytes(cache.folder);
    const dropped = await cache.evict({
      limitBytes: Math.max(0, settings.cacheLimitBytes - needBytes),
      freePercent: settings.cacheFreePercent,
      wantFreeBytes: needBytes + SPARE_BYTES,
      freeBytes,
      needed: new Set([...needed(), ...this.#bases, ...this.#busy.keys()]),
    });
    return dropped > 0 ? await diskFreeBytes(cache.folder) : freeBytes;
  }

  /** Fetches the patch and applies it; whatever goes wrong, the whole is fetched instead. */
  async #patch(
    target: BlobRef,
    offer: HeldOffer | undefined,
    order: FetchOrder,
  ): Promise<{ fetchedBytes: number } | undefined> {
    if (!offer) return undefined;
    const { cache, refuse } = this.#options;
    const { digest, sizeBytes, manifestDigest } = offer;
    const ref: BlobRef = { digest, sizeBytes, manifestDigest };
    this.#bases.add(offer.from);
    try {
      const fetched = await this.#alone(ref, { ...order, delivery: "pull", files: [ref] }, { ...NO_BYTES }, false);
      if (!fetched.ok || !(await cache.verify(ref))) return undefined;
      const { applyPatch } = await import("../patch/apply.ts");
      const outPath = `${cache.partPath(target.digest)}.patched`;
      const applied = await applyPatch({
        oldPath: offer.fromPath,
        oldSizeBytes: offer.fromBytes,
        patchPath: cache.path(digest),
        outPath,
        target,
        windowLog: offer.windowLog,
        signal: order.signal,
      });
      if (!applied.ok) {
        if (applied.why === "refused") refuse("patch", digest, applied.detail);
        return undefined;
      }
      await rename(outPath, cache.partPath(target.digest));
      return { fetchedBytes: sizeBytes };
    } finally {
      this.#bases.delete(offer.from);
      await cache.drop(digest);
    }
  }
}

/** Do the settings name the server before other devices? These are then asked where it brings nothing. */
function isOriginFirst(settings: Settings): boolean {
  return sourcesOf(settings).find((source) => source !== "cache") === "origin";
}

/** Is there anybody to exchange it with, and more of it than finding each other costs? */
function isWorthIt(ref: BlobRef, settings: Settings): boolean {
  const others = sourcesOf(settings).filter((source) => source !== "cache" && source !== "origin");
  return others.length > 0 && ref.sizeBytes >= settings.multicastLeastBytes;
}
