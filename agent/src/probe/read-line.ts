import type { ProbeReader } from "./reader.ts";
import { absent, known, type Reading } from "./reading.ts";

/** The first line of a small file; an empty one tells nothing. */
export async function readLine(reader: ProbeReader, path: string): Promise<Reading<string>> {
  const read = await reader.readText(path);
  if (!read.ok) return absent(`${path}: ${read.why}`);
  // Strings of the device tree end with a zero byte.
  const line = read.text.split(/[\n\0]/, 1)[0]!.trim();
  return line === "" ? absent(`${path} is empty`) : known(line, path);
}
