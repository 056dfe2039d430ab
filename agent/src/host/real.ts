import { statfs } from "node:fs/promises";
import { platform } from "node:os";
import type { FormFactor, Inventory } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import { watchLinks } from "../transport/links.ts";
import type { Host } from "./host.ts";

/** A cable that was pulled is noticed by who uses it within two seconds; this is for one that was plugged in. */
const LINKS_LOOK_MS = 5000;

export interface RealHostOptions {
  agentVersion: string;
  /** What the operator of this machine says it is, where the probe cannot know. */
  formFactor?: FormFactor;
}

function osName(): Host["os"] {
  if (platform() === "win32") return "windows";
  return platform() === "darwin" ? "macos" : "linux";
}

/** The machine under this process. Everything but the smallest is loaded when it is first needed: an idle agent stays small. */
export function createRealHost({ agentVersion, formFactor }: RealHostOptions): Host {
  const os = osName();
  let bootId: (() => Promise<string>) | undefined;
  let last: { inventory: Promise<Inventory>; atMs: number } | undefined;
  return {
    os,
    async inventory(notOlderMs = 0) {
      const { probeInventory, realReader } = await import("../probe/inventory.ts");
      const nowMs = performance.now();
      if (last && nowMs - last.atMs <= notOlderMs) {
        const [inventory, diskFreeBytes] = await Promise.all([last.inventory, realReader().diskFreeBytes()]);
        return diskFreeBytes === undefined ? inventory : { ...inventory, diskFreeBytes: Math.round(diskFreeBytes) };
      }
      const overrides = formFactor ? { overrides: { formFactor } } : {};
      last = { inventory: probeInventory({ agentVersion, ...overrides }), atMs: nowMs };
      return await last.inventory;
    },
    watchLinks(changed) {
      const { stop } = watchLinks(undefined, changed, LINKS_LOOK_MS);
      return stop;
    },
    async bootId() {
      bootId ??= (await import("./boot-id.ts")).createBootId();
      return await bootId();
    },
    async diskFreeBytes(path) {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    },
    async openDevice(selector, imageBytes, stateDir) {
      const { openDevice } = await import("../image/open-device.ts");
      return await openDevice(selector, imageBytes, stateDir);
    },
    async detect(leaf, context) {
      const { detectLeaf } = await import("../detect/leaf.ts");
      return await detectLeaf(leaf, context);
    },
    async install(context) {
      const { installWith } = await import("../installer/kinds.ts");
      return await installWith(context);
    },
    async remove(context) {
      const { removeWith } = await import("../installer/kinds.ts");
      return await removeWith(context);
    },
    async runScript(script, context) {
      const { runWithRights } = await import("../account/rights.ts");
      const { run, interpreter, runAs, timeoutMs = LIMITS.scriptTimeoutMs } = script;
      return await runWithRights(runAs, { script: { text: run }, interpreter }, context, {
        log: context.log,
        timeoutMs,
      });
    },
    async signedIn() {
      const { signedIn } = await import("./people.ts");
      return await signedIn(os);
    },
    async notify(text) {
      const { notify } = await import("./people.ts");
      await notify(os, text);
    },
    async restart(reason) {
      const { restart } = await import("./restart.ts");
      return await restart(os, reason);
    },
  };
}
