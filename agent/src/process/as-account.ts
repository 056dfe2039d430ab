import { existsSync, realpathSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import type { Account } from "../account/account.ts";

/** The account, and its own folder for temporary files. */
export type As = Account & { tmp: string };

export interface AsAccount {
  argv: readonly [string, ...string[]];
  uid?: number | undefined;
  gid?: number | undefined;
}

/** As which user Linux' `nobody` is: it is in no group. */
const NOBODY = 65_534;

/**
 * How a program is started as another user, for good: with that user's groups, and so that nothing it starts gets more rights again
 * (`no_new_privs` of prctl(2): set-user-id bits and file capabilities are passed over). Where util-linux' `setpriv` is not there,
 * the user and its first group are all that can be set. A person's programs on macOS need that person's session (launchd).
 * @returns undefined where there is no such program
 */
export function startedAs(
  { uid, gid, isPerson }: As,
  argv: readonly [string, ...string[]],
  path: string,
  platform: NodeJS.Platform = process.platform,
): AsAccount | undefined {
  const [name, ...args] = argv;
  const program = programOf(name, path);
  if (program === undefined) return undefined;
  if (platform === "darwin" && isPerson) {
    const asPerson = ["/bin/launchctl", "asuser", String(uid), "/usr/bin/sudo", "-E", "-u", `#${uid}`, "--"] as const;
    return { argv: [...asPerson, program, ...args] };
  }
  const setpriv = platform === "linux" ? setprivOf() : undefined;
  if (setpriv === undefined) return { argv: [program, ...args], uid, gid };
  const groups = uid === NOBODY ? "--clear-groups" : "--init-groups";
  const user = [`--reuid=${uid}`, `--regid=${gid}`, groups, "--inh-caps=-all", "--no-new-privs", "--"];
  return { argv: [setpriv, ...user, program, ...args] };
}

/** Of the account itself: its home and its session, and no folder of root's. */
export function environmentOf({ name, uid, home, isPerson, tmp }: As): Record<string, string> {
  const session = `/run/user/${uid}`;
  return {
    USER: name,
    LOGNAME: name,
    HOME: existsSync(home) ? home : tmp,
    TMPDIR: tmp,
    ...(isPerson && existsSync(session)
      ? { XDG_RUNTIME_DIR: session, DBUS_SESSION_BUS_ADDRESS: `unix:path=${session}/bus` }
      : {}),
  };
}

function programOf(name: string, path: string): string | undefined {
  if (isAbsolute(name)) return existsSync(name) ? name : undefined;
  return path
    .split(":")
    .map((folder) => join(folder, name))
    .find((each) => existsSync(each));
}

/** BusyBox has one that knows no users. */
function setprivOf(): string | undefined {
  const found = ["/usr/bin/setpriv", "/bin/setpriv"].find((each) => existsSync(each));
  return found !== undefined && basename(realpathSync(found)) === "setpriv" ? found : undefined;
}
