import type { NetworkInterfaceInfo } from "node:os";
import type { OsName } from "@shoal/protocol/device/platform";

export type InterfaceAddress = Pick<NetworkInterfaceInfo, "address" | "cidr" | "family" | "internal">;

/** A text, or why there is none, in words. */
export type TextResult = { ok: true; text: string } | { ok: false; why: string };
export type CommandResult = { ok: true; stdout: string; exitCode: number } | { ok: false; why: string };

/**
 * Everything that the probes touch of a machine. The real one is `real-reader.ts`; tests read recorded machines. Nothing
 * here rejects: what cannot be read is an answer.
 */
export interface ProbeReader {
  os: OsName;
  /** `process.arch`: what the agent was built for, which says little about the machine. */
  processArch: string;
  /** `os.machine()`: the kernel's name for the machine. */
  machine: string;
  /** `os.release()`. */
  release: string;
  hostname: string;
  memoryBytes: number;
  cpuCount: number;
  /** `os.networkInterfaces()`: those that are up and have an address. */
  interfaces(): NodeJS.Dict<InterfaceAddress[]>;
  env(name: string): string | undefined;
  readText(path: string): Promise<TextResult>;
  /** Names in a folder; empty where there is none. */
  list(path: string): Promise<string[]>;
  run(argv: readonly [string, ...string[]]): Promise<CommandResult>;
  /** Of the disk that the system is on. */
  diskFreeBytes(): Promise<number | undefined>;
}
