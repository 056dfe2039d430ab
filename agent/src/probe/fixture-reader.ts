import type { CommandResult, ProbeReader, TextResult } from "./reader.ts";

/** A recorded machine: what its files hold and its programs answer. `fixtures/*.json` have this form. */
export interface RecordedMachine
  extends Pick<ProbeReader, "os" | "processArch" | "machine" | "release" | "hostname" | "memoryBytes" | "cpuCount"> {
  diskFreeBytes?: number;
  env: Record<string, string>;
  files: Record<string, string>;
  folders: Record<string, string[]>;
  /** By the whole command line, else by the program alone. A text is what it prints with exit code 0. */
  commands: Record<string, string | { stdout: string; exitCode: number }>;
}

/** A reader of a recorded machine. What is not recorded is not there. */
export function recordedReader(machine: RecordedMachine): ProbeReader {
  const { env, files, folders, commands, diskFreeBytes, ...rest } = machine;
  return {
    ...rest,
    env: (name) => env[name],
    readText: async (path): Promise<TextResult> =>
      files[path] === undefined ? { ok: false, why: "not there" } : { ok: true, text: files[path] },
    list: async (path) => folders[path] ?? [],
    run: async (argv): Promise<CommandResult> => {
      const answer = commands[argv.join(" ")] ?? commands[argv[0]];
      if (answer === undefined) return { ok: false, why: "not there" };
      return typeof answer === "string" ? { ok: true, stdout: answer, exitCode: 0 } : { ok: true, ...answer };
    },
    diskFreeBytes: async () => diskFreeBytes,
  };
}
