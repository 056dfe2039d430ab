import { readFile } from "node:fs/promises";
import type { RunAs } from "@shoal/protocol/package/run-as";
import { say } from "@shoal/protocol/sentence/say";
import { personSignedIn } from "../host/people.ts";
import type { InstallContext } from "../installer/installer.ts";
import { createOutputLog } from "../process/output-log.ts";
import type { RunProcess } from "../process/run.ts";

/** A user of this machine, as its list of them has it. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
  home: string;
  /** It is the one of a person who is signed in, who has a session of their own. */
  isPerson: boolean;
}

/** `account` undefined: with the agent's own rights. */
export type FoundAccount = { ok: true; account: Account | undefined } | { ok: false; detail: string };

const TIMEOUT_MS = 10_000;

/** Who a package's script or program runs as on this machine. What cannot be is said, and never replaced by more rights. */
export async function findAccount(
  runAs: RunAs | undefined,
  { os, run }: Pick<InstallContext, "os" | "run">,
): Promise<FoundAccount> {
  if (runAs === undefined || runAs === "system") return { ok: true, account: undefined };
  const refused = (detail: string): FoundAccount => ({
    ok: false,
    detail: say("run-as-refused", { account: runAs, why: detail }),
  });
  // Another account's token takes native code, which the agent has none of.
  if (os === "windows") return refused(say("run-as-windows"));
  let name: string = runAs;
  if (runAs === "user") {
    const person = await personSignedIn(os, run);
    if (!person.ok) return refused(person.detail);
    name = person.name;
  }
  const found = os === "macos" ? await onMacos(name, run) : await onLinux(name, run);
  if (found === undefined) return refused(say("run-as-no-user", { name }));
  if (found.uid === process.geteuid?.()) return { ok: true, account: undefined };
  if (process.geteuid?.() !== 0) return refused(say("run-as-root-only"));
  return { ok: true, account: { ...found, isPerson: runAs === "user" } };
}

type Entry = Omit<Account, "isPerson">;

async function onLinux(name: string, run: RunProcess): Promise<Entry | undefined> {
  const local = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  const line = local.find((each) => each.startsWith(`${name}:`));
  // Users of a directory service are in no file.
  return parsePasswd(line ?? (await said(["getent", "passwd", name], run)) ?? "");
}

/** passwd(5): name:password:UID:GID:comment:home:shell */
export function parsePasswd(line: string): Entry | undefined {
  const [name, , uid, gid, , home] = line.trim().split(":");
  if (!name || !/^\d+$/.test(uid ?? "") || !/^\d+$/.test(gid ?? "") || home === undefined) return undefined;
  return { name, uid: Number(uid), gid: Number(gid), home };
}

async function onMacos(name: string, run: RunProcess): Promise<Entry | undefined> {
  const [uid, gid, home] = await Promise.all([
    said(["/usr/bin/id", "-u", name], run),
    said(["/usr/bin/id", "-g", name], run),
    said(["/usr/bin/dscl", ".", "-read", `/Users/${name}`, "NFSHomeDirectory"], run),
  ]);
  return parsePasswd(
    `${name}::${uid?.trim()}:${gid?.trim()}::${home?.replace(/^NFSHomeDirectory:\s*/, "").trim() ?? ""}:`,
  );
}

async function said(argv: [string, ...string[]], run: RunProcess): Promise<string | undefined> {
  const log = createOutputLog();
  const outcome = await run({ argv, timeoutMs: TIMEOUT_MS }, log);
  return outcome.kind === "exited" && outcome.exitCode === 0 ? log.tail().text : undefined;
}
