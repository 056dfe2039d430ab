import type { Inventory } from "@shoal/protocol/device/platform";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import type { Script } from "@shoal/protocol/package/script";
import type { Opened } from "../image/open-device.ts";
import type { InstallContext } from "../installer/installer.ts";
import type { ProcessOutcome } from "../process/run.ts";

/** The machine is read anew at most this often; what changes in between is not worth the processes. */
export const INVENTORY_EVERY_MS = 3_600_000;

/** Yes, no, or "could not be found out", which is never taken for a yes. */
export type LeafResult =
  | { found: true; detail: string }
  | { found: false; detail: string }
  | { found: "unknown"; detail: string };

/**
 * The machine under the agent. The real one is `host/real.ts`; the lab has one in memory, so that twenty simulated
 * devices of other platforms run the same agent in one process. It decides nothing.
 */
export interface Host {
  os: "windows" | "macos" | "linux";
  /**
   * Reads the machine. @param notOlderMs free space is read in any case; the rest, for which programs are started, may have been read
   * so long ago. Without it, everything is read anew.
   */
  inventory(notOlderMs?: number): Promise<Inventory>;
  /** Calls where a network interface or one of its addresses came or went. @returns what ends it */
  watchLinks(changed: () => void): () => void;
  /** Changes with every start of the machine, and never in between. */
  bootId(): Promise<string>;
  diskFreeBytes(path: string): Promise<number>;
  /** Opens the block device that a package names, for an image, unless it is in use or holds the agent's own system or state. */
  openDevice(selector: string, imageBytes: number, stateDir: string): Promise<Opened>;
  detect(leaf: DetectLeaf, context: InstallContext): Promise<LeafResult>;
  install(context: InstallContext): Promise<ProcessOutcome>;
  remove(context: InstallContext): Promise<ProcessOutcome>;
  runScript(script: Script, context: InstallContext): Promise<ProcessOutcome>;
  /** Is somebody signed in, here or from afar, with a desktop or a terminal? */
  signedIn(): Promise<boolean>;
  /** Shows one line to those who are signed in, where they look. */
  notify(text: string): Promise<void>;
  /** Asks the operating system for a restart. Returns when the request was taken. */
  restart(reason: string): Promise<ProcessOutcome>;
}
