import type { InstallerKind, InstallerOf } from "@shoal/protocol/package/installer";
import type { Variant } from "@shoal/protocol/package/release";
import type { WrittenImage } from "../image/written-image.ts";
import type { OutputLog, ProcessOutcome, RunProcess } from "../process/run.ts";

/** What an installer may touch; everything outside comes in here, so that a test can stand in for a machine. */
export interface InstallContext {
  os: "windows" | "macos" | "linux";
  packageName: string;
  version: string;
  variant: Variant;
  /** Verified files of the variant under their own names, in a private folder. Name → absolute path. */
  files: ReadonlyMap<string, string>;
  /** Kind image: what was read back from the device a moment ago. */
  image?: WrittenImage;
  /** An empty private folder for this action, removed afterwards. */
  workDir: string;
  /** Where rooms are made for what runs as somebody else. */
  roomsDir: string;
  /** Where receipts of installations into our own folders are kept. */
  receiptDir: string;
  run: RunProcess;
  log: OutputLog;
  timeoutMs: number;
  signal?: AbortSignal;
}

/**
 * One kind of installer. It says what the process did, never whether the software is there: exit codes are read by
 * `core/installer`, and the detection rule decides. Expected trouble is an outcome, not an exception.
 */
export interface InstallerAdapter<K extends InstallerKind = InstallerKind> {
  kind: K;
  install(installer: InstallerOf<K>, context: InstallContext): Promise<ProcessOutcome>;
  remove(installer: InstallerOf<K>, context: InstallContext): Promise<ProcessOutcome>;
}
