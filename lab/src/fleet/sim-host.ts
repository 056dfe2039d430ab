import { setTimeout as sleep } from "node:timers/promises";
import type { Host, LeafResult } from "@shoal/agent/host/host";
import type { Opened } from "@shoal/agent/image/open-device";
import { refusal } from "@shoal/agent/image/refusal";
import type { InstallContext } from "@shoal/agent/installer/installer";
import type { ProcessOutcome } from "@shoal/agent/process/run";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import type { DeviceModel } from "./model.ts";

/**
 * A machine in memory: it has a platform, remembers what was installed on it, and answers as its model says. Everything
 * above it (journal, fetching, verifying, reporting) is the real agent.
 */
export class SimHost implements Host {
  readonly os: "windows" | "macos" | "linux";
  readonly model: DeviceModel;
  /** `package` → version. */
  readonly installed = new Map<string, string>();
  readonly runs: string[] = [];
  /** What people were shown. */
  readonly told: string[] = [];
  /** That the agent has asked for. */
  readonly restarts: string[] = [];
  /** That are signed in. */
  people = 0;
  /** Where it is, as its inventory says; default: nowhere. */
  links: () => Promise<Inventory["links"]> = async () => undefined;
  /** A test has moved this machine's links. */
  linksChanged: () => void = () => {};
  #boots = 1;

  constructor(model: DeviceModel) {
    this.model = model;
    this.os = model.platform.os;
  }

  async inventory(): Promise<Inventory> {
    const { name, platform, memoryBytes, cpuCount, behaviour } = this.model;
    const links = await this.links();
    return {
      platform,
      hostname: name,
      agentVersion: "0.1.0",
      memoryBytes,
      cpuCount,
      diskFreeBytes: behaviour.diskFreeBytes ?? 100 * 1024 ** 3,
      ...(links === undefined ? {} : { links }),
      facts: { "hardware.simulated": { value: true, source: "lab" } },
    };
  }

  watchLinks(changed: () => void): () => void {
    this.linksChanged = changed;
    return () => {};
  }

  async bootId(): Promise<string> {
    return `${this.model.name}-${this.#boots}`;
  }

  async signedIn(): Promise<boolean> {
    return this.people > 0;
  }

  async notify(text: string): Promise<void> {
    this.told.push(text);
  }

  /** What a person at the machine does when the agent says that a restart is needed. */
  reboot(): void {
    this.#boots++;
  }

  async diskFreeBytes(): Promise<number> {
    return this.model.behaviour.diskFreeBytes ?? 100 * 1024 ** 3;
  }

  async openDevice(...[selector, imageBytes, stateDir]: Parameters<Host["openDevice"]>): Promise<Opened> {
    const { openDevice } = this.model.behaviour;
    if (openDevice) return await openDevice(selector, imageBytes, stateDir);
    const reason = refusal(`there is no device ${selector} on a simulated machine`, "Name a real machine.");
    return { ok: false, reason };
  }

  async detect(_leaf: DetectLeaf, context: InstallContext): Promise<LeafResult> {
    const there = this.installed.get(context.packageName);
    if (there === context.version) return { found: true, detail: `${context.packageName} ${there} is installed` };
    if (this.model.behaviour.alreadyInstalled && this.runs.length === 0)
      return { found: true, detail: `${context.packageName} was installed before` };
    return {
      found: false,
      detail: there === undefined ? `${context.packageName} is not installed` : `version ${there} is installed`,
    };
  }

  async install(context: InstallContext): Promise<ProcessOutcome> {
    const { exitCode = 0, installsNothing = false, installMs = 50 } = this.model.behaviour;
    this.runs.push(`install ${context.packageName} ${context.version}`);
    context.log.write(`${context.variant.installer.kind}: installing ${context.packageName} ${context.version}\n`);
    await sleep(installMs, undefined, context.signal ? { signal: context.signal } : {});
    context.log.write(exitCode === 0 || exitCode === 3010 ? "done\n" : `failed with ${exitCode}\n`);
    if ((exitCode === 0 || exitCode === 3010) && !installsNothing)
      this.installed.set(context.packageName, context.version);
    return { kind: "exited", exitCode, durationMs: installMs };
  }

  async remove(context: InstallContext): Promise<ProcessOutcome> {
    this.runs.push(`remove ${context.packageName}`);
    this.installed.delete(context.packageName);
    return { kind: "exited", exitCode: 0, durationMs: 1 };
  }

  async runScript(): Promise<ProcessOutcome> {
    return { kind: "exited", exitCode: 0, durationMs: 1 };
  }

  async restart(reason: string): Promise<ProcessOutcome> {
    this.restarts.push(reason);
    if (!this.model.behaviour.restartsLater) this.reboot();
    return { kind: "exited", exitCode: 0, durationMs: 1 };
  }
}
