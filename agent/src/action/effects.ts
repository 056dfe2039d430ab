import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ActionInput } from "@shoal/core/action/machine";
import type { ActionRecord } from "@shoal/core/action/record";
import type { Verifier } from "@shoal/protocol/codec/sign1";
import type { Variant } from "@shoal/protocol/package/release";
import type { Settings } from "@shoal/protocol/settings/settings";
import type { Cache } from "../cache/cache.ts";
import type { Fetcher } from "../fetch/fetcher.ts";
import type { Host } from "../host/host.ts";
import type { HttpClient } from "../http/client.ts";
import { resolveAction } from "./resolve.ts";

export interface EffectParts {
  host: Host;
  http: HttpClient;
  cache: Cache;
  fetcher: Fetcher;
  stateDir: string;
  /** The pinned release keys. */
  verify: Verifier;
  refuse: (what: "release" | "blob", subject: string, detail: string) => void;
}

type Effect = (
  record: ActionRecord,
  variant: Variant,
  settings: Settings,
  signal: AbortSignal,
) => Promise<ActionInput | undefined>;

/** What actions do to the world. Each effect does one thing and says what came of it; none decides what is next. */
export interface Effects {
  bootId(): Promise<string>;
  resolve(record: ActionRecord, signal: AbortSignal): Promise<{ input: ActionInput; variant?: Variant }>;
  fetch: Effect;
  verify: Effect;
  install: Effect;
  check: Effect;
  restart(record: ActionRecord): Promise<void>;
  /** Takes away what an ended action has left in the work folder. */
  clear(actionId: string): Promise<void>;
}

export function createEffects({ host, http, cache, fetcher, stateDir, verify, refuse }: EffectParts): Effects {
  const detectNow = async (record: ActionRecord, variant: Variant) => {
    // Loaded with the first action: an agent that has nothing to do carries no installers.
    const { contextOf, detect } = await import("./install.ts");
    await mkdir(join(stateDir, "work"), { recursive: true, mode: 0o700 });
    return await detect(host, await contextOf(host, record, variant, stateDir, undefined));
  };
  return {
    bootId: () => host.bootId(),
    async resolve(record, signal) {
      const { assignment } = record;
      const resolved = await resolveAction(assignment, { http, verify, inventory: () => host.inventory() }, signal);
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
          const { found } = await detectNow(record, variant);
          const done = assignment.kind === "remove" ? found === false : found === true;
          const needsContent = assignment.kind !== "remove" && variant.files.length > 0;
          return {
            variant,
            input: done
              ? { type: "already-done", variantId: variant.id }
              : { type: "resolved", variantId: variant.id, repeatable, needsContent },
          };
        }
      }
    },
    async fetch(record, variant, settings, signal) {
      const fetched = await fetcher.fetch({
        actionId: record.assignment.actionId,
        files: variant.files,
        delivery: record.assignment.delivery,
        settings,
        signal,
      });
      if (fetched.ok) return { type: "fetched", bytes: fetched.bytes };
      return fetched.stopped ? undefined : { type: "failed", reason: fetched.reason };
    },
    async verify(_record, variant) {
      for (const file of variant.files)
        if (!(await cache.verify(file))) {
          const detail = `${file.name} does not have the digest ${file.digest}`;
          refuse("blob", file.digest, detail);
          return { type: "corrupt", detail };
        }
      return { type: "verified" };
    },
    async install(record, variant) {
      const [{ contextOf, runInstaller }, { stageFiles }] = await Promise.all([
        import("./install.ts"),
        import("./stage.ts"),
      ]);
      const stage = await stageFiles(
        stateDir,
        record.assignment.actionId,
        record.assignment.kind === "remove" ? { ...variant, files: [] } : variant,
        cache,
      );
      try {
        const ran = await runInstaller(host, record, await contextOf(host, record, variant, stateDir, stage));
        if (ran.kind === "failed")
          return { type: "failed", reason: ran.reason, ...(ran.result ? { result: ran.result } : {}) };
        return { type: "ran", exit: ran.exit, reason: ran.reason, result: ran.result, bootId: await host.bootId() };
      } finally {
        await stage.clear();
      }
    },
    async check(record, variant) {
      return { type: "checked", ...(await detectNow(record, variant)) };
    },
    async restart(record) {
      await host.restart(`Shoal: ${record.assignment.package} ${record.assignment.version}`);
    },
    async clear(actionId) {
      await rm(join(stateDir, "work", actionId), { recursive: true, force: true });
    },
  };
}
