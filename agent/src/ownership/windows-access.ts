import { spawnSync } from "node:child_process";
import { windowsProgram } from "../installer/windows-program.ts";

/** Well-known identifiers, the same in every language of Windows: the system's account and its administrators. */
const [SYSTEM, ADMINISTRATORS] = ["*S-1-5-18", "*S-1-5-32-544"];
/** For the folder, and for what is made in it. */
const FULL = "(OI)(CI)F";

/**
 * What takes a folder from everybody but the system, its administrators and the user who runs this. Everybody may make files below
 * ProgramData, and whoever makes a folder may change its access list for ever, so an owner comes first.
 * @param wasThere somebody else may have made it
 * @param user DOMAIN\\name; undefined for the system's own account
 */
export function accessCommands(path: string, wasThere: boolean, user: string | undefined): string[][] {
  const grants = [SYSTEM, ADMINISTRATORS, ...(user === undefined ? [] : [user])].map((who) => `${who}:${FULL}`);
  return [
    ...(wasThere ? [[path, "/setowner", ADMINISTRATORS!, "/Q"]] : []),
    [path, "/inheritance:r", ...grants.flatMap((grant) => ["/grant:r", grant]), "/Q"],
  ];
}

/** @throws Error where Windows does not take it */
export function keepForAdministrators(path: string, wasThere: boolean): void {
  const { USERDOMAIN, USERNAME } = process.env;
  // The system's account goes by the machine's name and a dollar sign.
  const user = USERNAME === undefined || USERNAME.endsWith("$") ? undefined : `${USERDOMAIN ?? "."}\\${USERNAME}`;
  for (const args of accessCommands(path, wasThere, user)) {
    const { status, error, stderr } = spawnSync(windowsProgram("icacls.exe"), args, { windowsHide: true });
    if (status === 0) continue;
    // A person's own agent may not give its folder to the administrators, and it is theirs already.
    if (args.includes("/setowner") && user !== undefined) continue;
    throw new Error(
      `${path} cannot be made the agent's own folder: ${error?.message ?? String(stderr).trim()}. Give --state another folder, or run icacls on this one to see who may write to it.`,
    );
  }
}
