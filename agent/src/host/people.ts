import { say } from "@shoal/protocol/sentence/say";
import { windowsProgram } from "../installer/windows-program.ts";
import { createOutputLog } from "../process/output-log.ts";
import type { ProcessOutcome, RunProcess } from "../process/run.ts";
import { runProcess } from "../process/spawn-process.ts";
import type { Host } from "./host.ts";

const TIMEOUT_MS = 10_000;
/** What `msg` and a notification show without cutting. */
const TEXT_CHARS = 250;
/** macOS names these where nobody is signed in. */
const NOBODY = new Set(["root", "loginwindow", "_mbsetupuser", "reboot"]);

type Argv = [string, ...string[]];

/**
 * Is somebody signed in, here or from afar? Sessions of services and of the sign-in screen are nobody's; one that was left open
 * counts, because there is work in it.
 * @throws Error where the system has no way to say
 */
export async function signedIn(os: Host["os"], run: RunProcess = runProcess): Promise<boolean> {
  if (os === "windows") {
    // Its desktop runs for each person, connected or not; quser's answer would be in the language of the system.
    const listed = await ask(
      [windowsProgram("tasklist.exe"), "/FI", "IMAGENAME eq explorer.exe", "/NH", "/FO", "CSV"],
      run,
    );
    if (listed === undefined) throw new Error("tasklist gave no answer");
    return /"explorer\.exe"/i.test(listed);
  }
  if (os === "linux") {
    const sessions = await linuxSessions(run);
    if (sessions) return sessions.length > 0;
  }
  const said = await ask([os === "macos" ? "/usr/bin/who" : "who"], run);
  if (said === undefined) throw new Error("neither loginctl nor who gave an answer");
  return said.split("\n").some((line) => line.trim() !== "" && !NOBODY.has(line.split(/\s/)[0]!));
}

/** Whose desktop or terminal it is, where that is one person's. */
export async function personSignedIn(
  os: "macos" | "linux",
  run: RunProcess,
): Promise<{ ok: true; name: string } | { ok: false; detail: string }> {
  const names = os === "macos" ? await atConsole(run) : await linuxPeople(run);
  const [name, ...others] = [...new Set(names)].filter((each) => !NOBODY.has(each));
  if (name === undefined) return { ok: false, detail: say("nobody-signed-in") };
  if (others.length === 0) return { ok: true, name };
  return {
    ok: false,
    detail: say("several-signed-in", { list: [name, ...others].join(", ") }),
  };
}

async function atConsole(run: RunProcess): Promise<string[]> {
  const said = await ask(["/usr/bin/stat", "-f", "%Su", "/dev/console"], run);
  return (said ?? "").trim().split("\n").filter(Boolean);
}

/** Who is at a desktop comes before who is at a terminal, or signed in from afar. */
async function linuxPeople(run: RunProcess): Promise<string[]> {
  const sessions = await linuxSessions(run);
  const said = sessions === undefined ? await ask(["who"], run) : undefined;
  const all = sessions ?? (said ?? "").split("\n").map((line) => ({ user: line.split(/\s/)[0] ?? "", type: "tty" }));
  const desktops = all.filter(({ type }) => type === "x11" || type === "wayland");
  return (desktops.length > 0 ? desktops : all).map(({ user }) => user).filter((user) => user !== "");
}

/** Shows one line to everybody who is signed in. @throws Error where no way of the system took it */
export async function notify(os: Host["os"], text: string, run: RunProcess = runProcess): Promise<void> {
  // One line, and nothing that begins like an option.
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/^[-\s]+/, "")
    .slice(0, TEXT_CHARS);
  let taken = 0;
  for (const argv of await notifyCommands(os, line, run)) if ((await ask(argv, run)) !== undefined) taken++;
  if (taken === 0) throw new Error("no program of this system took the message");
}

async function notifyCommands(os: Host["os"], line: string, run: RunProcess): Promise<Argv[]> {
  switch (os) {
    case "windows":
      return [[windowsProgram("msg.exe"), "*", "/TIME:3600", line]];
    case "macos": {
      const [uid, user] = ((await ask(["/usr/bin/stat", "-f", "%u %Su", "/dev/console"], run)) ?? "").trim().split(" ");
      if (!uid || !user || NOBODY.has(user)) return [];
      const script = ["on run argv", 'display notification (item 1 of argv) with title "Shoal"', "end run"];
      const shown = ["/usr/bin/osascript", ...script.flatMap((each) => ["-e", each]), line];
      return [["/bin/launchctl", "asuser", uid, "/usr/bin/sudo", "-u", user, ...shown]];
    }
    case "linux": {
      const desktops = ((await linuxSessions(run)) ?? []).filter(({ type }) => type === "x11" || type === "wayland");
      return [
        ...desktops.map(({ uid, user }): Argv => {
          const bus = `DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/${uid}/bus`;
          return ["runuser", "-u", user, "--", "env", bus, "notify-send", "--app-name=Shoal", "Shoal", line];
        }),
        // Those at a terminal, and from afar.
        ["wall", line],
      ];
    }
  }
}

interface LinuxSession {
  uid: string;
  user: string;
  type: string;
}

/** Of people, by systemd-logind or elogind; undefined where there is none. */
async function linuxSessions(run: RunProcess): Promise<LinuxSession[] | undefined> {
  const listed = await ask(["loginctl", "list-sessions", "--no-legend", "--no-pager"], run);
  if (listed === undefined) return undefined;
  const ids = listed.split("\n").flatMap((line) => line.trim().split(/\s+/)[0] || []);
  if (ids.length === 0) return [];
  const properties = ["Name", "User", "Type", "Class", "State"].map((name) => `--property=${name}`);
  // One that has ended meanwhile is no session; the others are in the answer.
  const shown = await ask(["loginctl", "show-session", ...properties, "--", ...ids], run, true);
  return (shown ?? "").split(/\n\s*\n/).flatMap((block): LinuxSession[] => {
    const of = Object.fromEntries(block.split("\n").map((line) => line.trim().split("=", 2))) as Record<string, string>;
    if (of["Class"] !== "user" || of["State"] === "closing") return [];
    return [{ uid: of["User"] ?? "", user: of["Name"] ?? "", type: of["Type"] ?? "" }];
  });
}

/** What a program wrote; undefined where it is not there, did not end, or failed. */
async function ask(argv: Argv, run: RunProcess, evenFailed = false): Promise<string | undefined> {
  const log = createOutputLog();
  const outcome: ProcessOutcome = await run({ argv, timeoutMs: TIMEOUT_MS }, log);
  if (outcome.kind !== "exited" || (outcome.exitCode !== 0 && !evenFailed)) return undefined;
  return log.tail().text;
}
