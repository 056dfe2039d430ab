import { whyOthersMayChange } from "../ownership/who-may-change.ts";
import { ownHome, safeFolders } from "./own-environment.ts";

const SYSTEM_FOLDERS = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** What children may know of the agent's own environment: where the system is, and how to reach the network. */
const UNIX_NAMES = [
  "USER",
  "LOGNAME",
  "TZ",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
];

/** Installers, `msiexec` and PowerShell do not start, or put files into wrong folders, without these. */
const WINDOWS_NAMES = [
  "ALLUSERSPROFILE",
  "APPDATA",
  "CommonProgramFiles",
  "CommonProgramFiles(x86)",
  "CommonProgramW6432",
  "COMPUTERNAME",
  "ComSpec",
  "HOMEDRIVE",
  "HOMEPATH",
  "LOCALAPPDATA",
  "NUMBER_OF_PROCESSORS",
  "OS",
  "Path",
  "PATHEXT",
  "PROCESSOR_ARCHITECTURE",
  "PROCESSOR_ARCHITEW6432",
  "PROCESSOR_IDENTIFIER",
  "ProgramData",
  "ProgramFiles",
  "ProgramFiles(x86)",
  "ProgramW6432",
  "PSModulePath",
  "PUBLIC",
  "SystemDrive",
  "SystemRoot",
  "TEMP",
  "TMP",
  "USERDOMAIN",
  "USERNAME",
  "USERPROFILE",
  "windir",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
];

/** The small environment that every child gets: no secrets of the agent, one language, the folders of the system. */
export function childEnvironment(
  platform: NodeJS.Platform = process.platform,
  own: Readonly<NodeJS.ProcessEnv> = process.env,
): Record<string, string> {
  if (platform === "win32") return pick(own, WINDOWS_NAMES, (name) => name.toUpperCase());
  const path = (own.PATH ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const { TMPDIR } = own;
  const isOurTemp = TMPDIR !== undefined && whyOthersMayChange(TMPDIR, { asTemp: true }) === undefined;
  return {
    ...pick(own, UNIX_NAMES, (name) => name),
    ...(isOurTemp ? { TMPDIR } : {}),
    // Scripts of packages call programs from the sbin folders, which a session's PATH often lacks.
    PATH: safeFolders([...path, ...SYSTEM_FOLDERS.filter((folder) => !path.includes(folder))]).join(":"),
    HOME: ownHome(own.HOME),
    LANG: platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8",
    LC_ALL: platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8",
  };
}

function pick(
  own: Readonly<NodeJS.ProcessEnv>,
  names: readonly string[],
  fold: (name: string) => string,
): Record<string, string> {
  const wanted = new Set(names.map(fold));
  return Object.fromEntries(
    Object.entries(own).filter(
      (entry): entry is [string, string] => wanted.has(fold(entry[0])) && entry[1] !== undefined,
    ),
  );
}
