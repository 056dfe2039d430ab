import type { ProbeReader } from "./reader.ts";
import { absent, known, type Reading } from "./reading.ts";

/** One key: its values by name, without regard to case, DWORDs as decimal text; and the names of the keys below it. */
export interface RegistryKey {
  value(name: string): Reading<string>;
  subkeys: string[];
}

/** The 64-bit view first: a 32-bit agent would else be shown the key that is made for 32-bit programs. */
const VIEWS = [["/reg:64"], []] as const;

/** Asks `reg query`, which every Windows has. */
export async function readRegistryKey(
  reader: ProbeReader,
  key: string,
  views: readonly (readonly string[])[] = VIEWS,
): Promise<RegistryKey> {
  let why = "";
  for (const view of views) {
    const answer = await reader.run(["reg", "query", key, ...view]);
    if (answer.ok && answer.exitCode === 0) return keyOf(key, answer.stdout);
    why = answer.ok ? `reg query ended with ${answer.exitCode}` : `reg: ${answer.why}`;
  }
  return { value: (name) => absent(`${key} ${name}: ${why}`), subkeys: [] };
}

function keyOf(key: string, stdout: string): RegistryKey {
  const values = parseRegQuery(stdout);
  const path = key.replace(/^HKLM/, "HKEY_LOCAL_MACHINE").toLowerCase();
  const lines = stdout.split(/\r?\n/).map((line) => line.trim());
  return {
    value: (name) => {
      const found = values.get(name.toLowerCase());
      return found === undefined || found === "" ? absent(`${key} has no ${name}`) : known(found, `${key} ${name}`);
    },
    subkeys: lines
      .filter((line) => line.toLowerCase().startsWith(`${path}\\`))
      .map((line) => line.slice(path.length + 1)),
  };
}

/** Lines of `    NAME    REG_SZ    VALUE`; the rest are names of keys. */
export function parseRegQuery(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/.exec(line);
    if (!match) continue;
    const [, name, type, value = ""] = match;
    values.set(name!.toLowerCase(), /^REG_(?:DWORD|QWORD)/.test(type!) ? String(Number(value)) : value.trim());
  }
  return values;
}
