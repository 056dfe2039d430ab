import { open } from "node:fs/promises";
import { LIMITS } from "@shoal/protocol/limits";
import type { OutputLog } from "../process/run.ts";

/**
 * Adds the end of a log file that an installer wrote itself to what is kept of its output. A file that is not there is no
 * trouble: the installer did not get so far.
 */
export async function addVendorLog(file: string, log: OutputLog): Promise<void> {
  const handle = await open(file, "r").catch(() => undefined);
  if (handle === undefined) return;
  try {
    const { size } = await handle.stat();
    const mark = Buffer.alloc(2);
    await handle.read(mark, 0, 2, 0);
    const utf16 = mark[0] === 0xff && mark[1] === 0xfe;
    // Twice as much, because UTF-16 takes two bytes for most of what is written in logs; an even start keeps it whole.
    const wanted = LIMITS.logTailBytes * (utf16 ? 2 : 1);
    const from = Math.max(utf16 ? 2 : 0, (size - wanted) & ~1);
    const bytes = Buffer.alloc(Math.max(0, size - from));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
    log.write(bytes.subarray(0, bytesRead).toString(utf16 ? "utf16le" : "utf8"));
  } catch {
    log.write("[the installer's own log could not be read]\n");
  } finally {
    await handle.close();
  }
}
