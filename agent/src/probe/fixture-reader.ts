import type { CommandResult, ProbeReader, TextResult } from "./reader.ts";

/** A recorded machine: what its files hold and its programs answer. `fixtures/*.json` have this form. */
export interface RecordedMachine
  extends Pick<ProbeReader, "os" | "processArch" | "machine" | "release" | "hostname" | "memoryBytes" | "cpuCount"> {
  diskFreeBytes?: number;
  /** Addresses with the length of their prefix. */
  interfaces?: Record<string, string[]>;
  env: Record<string, string>;
  files: Record<string, string>;
  folders: Record<string, string[]>;
  /** By the whole command line, else by the program alone. A text is what it prints with exit code 0. */
  commands: Record<string, string | { stdout: string; exitCode: number }>;
}

/** A reader of a recorded machine. What is not recorded is not there. */
export function recordedReader(machine: RecordedMachine): ProbeReader {
  const { env, files, folders, commands, diskFreeBytes, interfaces = {}, ...rest } = machine;
  return {
    ...rest,
    interfaces: () =>
      Object.fromEntries(
        Object.entries(interfaces).map(([name, cidrs]) => [
          name,
          cidrs.map((cidr) => ({
            address: cidr.split("/", 1)[0]!,
            cidr,
            family: cidr.includes(":") ? "IPv6" : "IPv4",
            internal: cidr.startsWith("127.") || cidr === "::1/128",
          })),
        ]),
      ),
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
