import { open } from "node:fs/promises";

/** What a shell says of a file that it cannot read as a script. */
const SHELL_CODES = new Set([2, 126, 127]);

/** 64-bit machines that run their 32-bit forerunners' programs: x86-64 (62) i386 (3), AArch64 (183) ARM (40). */
const NATIVE_TOO = new Set(["2 1 62: 1 1 3", "2 1 183: 1 1 40"]);

/**
 * Whether a program ended because it is for another kind of processor. POSIX lets execvp hand such a file to the shell,
 * whose complaint would look like the program's own exit code.
 */
export async function wasReadAsScript(program: string, exitCode: number): Promise<boolean> {
  if (process.platform !== "linux" || !SHELL_CODES.has(exitCode) || !program.startsWith("/")) return false;
  const [own, other] = await Promise.all([elfKind(process.execPath), elfKind(program)]);
  if (own === undefined || other === undefined || own === other) return false;
  return !NATIVE_TOO.has(`${own}: ${other}`);
}

/** ELF: class and byte order stand at 4 and 5, the machine at 18. Undefined where the file is none. */
async function elfKind(path: string): Promise<string | undefined> {
  const head = Buffer.alloc(20);
  const file = await open(path).catch(() => undefined);
  try {
    const read = await file?.read(head, 0, head.length, 0);
    if (read?.bytesRead !== head.length || head.toString("latin1", 0, 4) !== "\x7fELF") return undefined;
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
  return `${head[4]} ${head[5]} ${head.readUInt16LE(18)}`;
}
