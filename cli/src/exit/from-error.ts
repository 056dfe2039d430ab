import { EXIT } from "./codes.ts";
import { Failure } from "./failure.ts";

/** Any thrown thing as a failure for people. What cannot be named is a bug, and says so. */
export function failureFrom(error: unknown, interrupted: boolean): Failure {
  if (error instanceof Failure) return error;
  if (interrupted) return new Failure({ title: "Stopped", code: "interrupted" }, EXIT.interrupted);
  if (!(error instanceof Error))
    return new Failure({ title: "Something was thrown that is no error", detail: String(error) });
  const system = error as NodeJS.ErrnoException;
  const row = system.code === undefined ? undefined : FILE_SYSTEM[system.code];
  if (row) return new Failure({ title: row[0], detail: system.message, hint: row[1], code: system.code });
  return new Failure({
    title: "shoal met an error of its own",
    detail: error.stack ?? error.message,
    hint: "This is a bug. Please report it with the lines above.",
    code: "internal",
  });
}

const FILE_SYSTEM: Record<string, readonly [title: string, hint: string]> = {
  ENOENT: ["A file or folder is not there", "Check the path; it is read from the folder that you are in."],
  EACCES: ["A file may not be opened", "Check who owns it and what its mode is (ls -l)."],
  EPERM: ["The system does not allow this", "Check who owns the file and whether it is locked."],
  EISDIR: ["A folder is where a file was expected", "Name the file in it."],
  ENOTDIR: ["A file is where a folder was expected", "Check the path."],
  ENOSPC: ["The disk is full", "Make room and run it again."],
  EROFS: ["The disk cannot be written", "Set SHOAL_CONFIG_DIR to a folder that can be."],
  EMFILE: ["Too many files are open", "Close something, or raise the limit (ulimit -n)."],
};
