import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ActionInput } from "@shoal/core/action/machine";
import type { Tell } from "@shoal/core/action/policy";
import type { ActionRecord } from "@shoal/core/action/record";
import type { ZoneOffset } from "@shoal/core/settings/local-time";
import { rateAt } from "@shoal/core/settings/rate";
import { fromHex } from "@shoal/protocol/codec/hex";
import type { Variant } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { Cache } from "../cache/cache.ts";
import type { Fetcher } from "../fetch/fetcher.ts";
import { imageNote } from "../fetch/image-note.ts";
import { type Host, INVENTORY_EVERY_MS } from "../host/host.ts";
import type { HttpClient } from "../http/client.ts";
import { imageOf } from "../image/main-image.ts";
import { covered, secretsOf } from "../secret/of-action.ts";
import type { TrustedReleases } from "../trust/releases.ts";
import type { ImageSteps, ReadBack } from "./image.ts";

export interface EffectParts {
  host: Host;
  http: HttpClient;
  cache: Cache;
  fetcher: Fetcher;
  stateDir: string;
  nowMs: () => number;
  /** Of the device's zone. */
  offsetMs: ZoneOffset;
  releases: TrustedReleases;
  refuse: (what: "release" | "blob" | "secret", subject: string, detail: string) => void;
}

type Effect = (
  record: ActionRecord,
  variant: Variant,
  settings: () => Settings,
  signal: AbortSignal,
) => Promise<ActionInput | undefined>;

/** What actions do to the world. Each effect does one thing and says what came of it; none decides what is next. */
export interface Effects {
  bootId(): Promise<string>;
  resolve(record: ActionRecord, signal: AbortSignal): Promise<{ input: ActionInput; variant?: Variant }>;
  /** After an agent was killed: waits for what it had begun. */
  settle(record: ActionRecord, timeoutMs: number, signal: AbortSignal): Promise<void>;
  fetch: Effect;
  verify: Effect;
  install: Effect;
  check: Effect;
  /** Is what was installed still there? */
  detect(
    record: ActionRecord,
    variant: Variant,
    signal: AbortSignal,
  ): Promise<{ found: boolean | "unknown"; detail: string }>;
  /** @returns why the operating system did not take the request; undefined where it did */
  restart(record: ActionRecord): Promise<string | undefined>;
  /** Is there a session of a person? */
  signedIn(): Promise<boolean>;
  /** Shows a message to those who are signed in. @param intervalMs how long they may put it off each time */
  tell(record: ActionRecord, tell: Tell, intervalMs: number): Promise<void>;
  /** Takes away what an ended action has left in the work folder. */
  clear(actionId: string): Promise<void>;
  /** The agent ends: lets go of what it has open. */
  close(): Promise<void>;
}

/** The files that an action has in the cache: an image that is installed is on its device instead, and a removal needs none. */
function cached({ assignment }: ActionRecord, variant: Variant): Variant {
  if (assignment.kind === "remove") return { ...variant, files: [] };
  const image = assignment.kind === "install" ? imageOf(variant)?.file : undefined;
  return image ? { ...variant, files: variant.files.filter((file) => file !== image) } : variant;
}

function unfit(content: Exclude<ReadBack, { kind: "written" }>): ActionInput {
  return content.kind === "failed"
    ? { type: "failed", reason: content.reason }
    : { type: "corrupt", detail: content.detail };
}

export function createEffects(parts: EffectParts): Effects {
  const { host, http, cache, fetcher, stateDir, releases, refuse } = parts;
  const detectNow = async (record: ActionRecord, variant: Variant, signal: AbortSignal) => {
    // Loaded with the first action: an agent that has nothing to do carries no installers.
    const { contextOf, detect } = await import("./install.ts");
    await mkdir(join(stateDir, "work"), { recursive: true, mode: 0o700 });
    return await detect(host, await contextOf(host, record, variant, { stateDir, signal }));
  };
  /** Of a digest, not of the id itself: what comes over a wire names no folder here. */
  const workFolder = (actionId: string) =>
    join(stateDir, "work", createHash("sha256").update(actionId).digest("hex").slice(0, 24));
  let steps: Promise<ImageSteps> | undefined;
  /** Undefined where the action writes to no device. */
  const imageSteps = async (variant: Variant): Promise<ImageSteps | undefined> => {
    if (!imageOf(variant)) return undefined;
    steps ??= import("./image.ts").then(({ ImageSteps }) => new ImageSteps(host, stateDir));
    return await steps;
  };
  const verifyFiles = async (variant: Variant, unlessUnchanged: boolean): Promise<string | undefined> => {
    for (const file of variant.files) {
      if (unlessUnchanged && (await cache.isUnchanged(file))) continue;
      if (await cache.verify(file)) continue;
      const detail = say("not-digest", { path: file.name, digest: file.digest });
      refuse("blob", file.digest, detail);
      return detail;
    }
    return undefined;
  };
  /** Is all that the action has been given still what the release says? The device first, then the files. */
  const verifyContent = async (
    record: ActionRecord,
    variant: Variant,
    unlessUnchanged: boolean,
    signal: AbortSignal,
  ) => {
    const image = await (await imageSteps(variant))?.readBack(record, variant, signal);
    if (image && image.kind !== "written") return image;
    const detail = await verifyFiles(cached(record, variant), unlessUnchanged);
    return detail === undefined
      ? ({ kind: "verified", image: image?.image } as const)
      : ({ kind: "corrupt", detail } as const);
  };
  /** @returns why the action cannot have its secrets */
  const openSecrets = async (record: ActionRecord, variant: Variant) => {
    const found = await secretsOf(stateDir, record, variant);
    if (!found.ok && found.refused !== undefined) refuse("secret", record.assignment.actionId, found.refused);
    return found;
  };
  return {
    bootId: () => host.bootId(),
    async resolve(record, signal) {
      const { assignment } = record;
      const { resolveAction } = await import("./resolve.ts");
      // As the server knows it, which has targeted by it.
      const inventory = () => host.inventory(INVENTORY_EVERY_MS);
      const resolved = await resolveAction(assignment, { http, releases, inventory }, signal);
      switch (resolved.kind) {
        case "unreachable":
          return { input: { type: "unreachable", detail: resolved.detail } };
        case "not-applicable":
          return { input: { type: "not-applicable", reason: resolved.reason } };
        case "failed":
          if (resolved.refused) refuse("release", assignment.releaseDigest, resolved.refused);
          return { input: { type: "failed", reason: resolved.reason } };
        case "variant": {
          const { variant, repeatable } = resolved;
          const { found } = await detectNow(record, variant, signal);
          const done = assignment.kind === "remove" ? found === false : found === true;
          const opened = done ? undefined : await openSecrets(record, variant);
          if (opened?.ok === false) return { variant, input: { type: "failed", reason: opened.reason } };
          const needsContent = assignment.kind !== "remove" && variant.files.length > 0;
          // How long a removal takes is not said.
          const expectedMs = assignment.kind === "remove" ? undefined : variant.expectedMs;
          const expected = expectedMs === undefined ? {} : { expectedMs };
          return {
            variant,
            input: done
              ? { type: "already-done", variantId: variant.id }
              : { type: "resolved", variantId: variant.id, repeatable, needsContent, ...expected },
          };
        }
      }
    },
    async settle(record, timeoutMs, signal) {
      const { orphansEnded } = await import("./orphans.ts");
      await orphansEnded(record.assignment.actionId, timeoutMs, signal);
    },
    async fetch(record, variant, settings, signal) {
      const onto = await (await imageSteps(variant))?.open(record, variant);
      if (onto?.ok === false) return { type: "failed", reason: onto.reason };
      const fetched = await fetcher.fetch({
        actionId: record.assignment.actionId,
        files: variant.files,
        ...(onto ? { onto } : {}),
        delivery: record.assignment.delivery,
        ...(record.assignment.contentKey ? { contentKey: fromHex(record.assignment.contentKey) } : {}),
        settings: settings(),
        rate: (net) => rateAt(settings(), net, parts.nowMs(), parts.offsetMs),
        signal,
      });
      if (fetched.ok) return { type: "fetched", bytes: fetched.bytes };
      return fetched.stopped ? undefined : { type: "failed", reason: fetched.reason };
    },
    async verify(record, variant, _settings, signal) {
      const content = await verifyContent(record, variant, false, signal);
      return content.kind === "verified" ? { type: "verified" } : unfit(content);
    },
    async install(record, variant, _settings, signal) {
      const [{ contextOf, runInstaller }, { stageFiles }] = await Promise.all([
        import("./install.ts"),
        import("./stage.ts"),
      ]);
      // It may have waited for days, and the file may be another one by now.
      const content = await verifyContent(record, variant, true, signal);
      if (content.kind !== "verified") return unfit(content);
      const { image } = content;
      const found = await openSecrets(record, variant);
      if (!found.ok) return { type: "failed", reason: found.reason };
      const { secrets } = found;
      const stage = await stageFiles(workFolder(record.assignment.actionId), cached(record, variant), cache);
      // The package's own script may mount it.
      if (image) await (await steps)?.release(record.assignment.actionId);
      const context = await contextOf(host, record, variant, {
        ...{ stateDir, signal, stage },
        ...(image ? { image } : {}),
        ...(secrets ? { secrets } : {}),
      });
      const ran = await runInstaller(host, record, context);
      await stage.clear().catch(() => undefined);
      const reason = secrets ? covered(ran.reason, secrets) : ran.reason;
      if (ran.kind === "failed") return { type: "failed", reason, ...(ran.result ? { result: ran.result } : {}) };
      const bootId = await host.bootId().catch(() => "");
      return { type: "ran", exit: ran.exit, reason, result: ran.result, bootId };
    },
    async check(record, variant, _settings, signal) {
      const checked = await detectNow(record, variant, signal);
      const done = checked.found === (record.assignment.kind !== "remove");
      if (record.reason?.code === "installer-interrupted" && !done) {
        const { endOrphans } = await import("./orphans.ts");
        await endOrphans(record.assignment.actionId);
      }
      // Software may show its licence key to whoever asks for its version.
      const secrets = await secretsOf(stateDir, record, variant);
      const detail = secrets.ok && secrets.secrets ? secrets.secrets.cover.text(checked.detail) : checked.detail;
      return { type: "checked", found: checked.found, detail };
    },
    detect: detectNow,
    async restart(record) {
      const outcome = await host.restart(`Shoal: ${record.assignment.package} ${record.assignment.version}`);
      if (outcome.kind === "exited" && outcome.exitCode === 0) return undefined;
      return outcome.kind === "unusable" ? outcome.detail : outcome.kind;
    },
    signedIn: () => host.signedIn(),
    async tell(record, tell, intervalMs) {
      const { messageOf } = await import("./message.ts");
      await host.notify(messageOf(record.assignment, tell, intervalMs));
    },
    async clear(actionId) {
      await (await steps)?.release(actionId);
      await rm(workFolder(actionId), { recursive: true, force: true });
      cache.forgetNote(imageNote(actionId));
    },
    async close() {
      await (await steps)?.close();
    },
  };
}
