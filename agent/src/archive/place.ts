import { LIMITS } from "@shoal/protocol/limits";
import { ArchiveRefused } from "./entry.ts";

/** Names that Windows takes for devices, whatever their ending. */
const WINDOWS_DEVICES = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?$/i;

/**
 * Where an entry goes below the folder that is unpacked into, as the names on the way.
 * @param strip leading folders to drop
 * @returns undefined where nothing is left of the name
 * @throws ArchiveRefused for a name that leads elsewhere
 */
export function placeOf(name: string, strip: number, os: "windows" | "macos" | "linux"): string[] | undefined {
  if (Buffer.byteLength(name) > LIMITS.archivePathBytes)
    throw new ArchiveRefused(`a name in it is longer than ${LIMITS.archivePathBytes} bytes`);
  if (name.includes("\0")) throw new ArchiveRefused("a name in it holds a zero byte");
  if (/^[/\\]|^[A-Za-z]:/.test(name)) throw new ArchiveRefused(`the name ${quoted(name)} in it is absolute`);
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) throw new ArchiveRefused(`the name ${quoted(name)} in it leads out of the folder`);
  if (os === "windows") for (const part of parts) checkWindowsName(part, name);
  const kept = parts.slice(strip);
  return kept.length === 0 ? undefined : kept;
}

function checkWindowsName(part: string, name: string): void {
  // A colon names a stream of a file, a backslash is a separator; dots and spaces at the end are dropped by the system.
  if (/[<>:"|?*\\]|[. ]$/.test(part) || [...part].some((each) => each < " ") || WINDOWS_DEVICES.test(part))
    throw new ArchiveRefused(`the name ${quoted(name)} in it cannot be on Windows`);
}

/** Long and strange names must not spoil a log line. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
}
