import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a target that needs files has them; it goes with the run. */
export function fuzzFolder(name = "files"): string {
  const folder = join(process.env["SHOAL_FUZZ_FOLDER"] ?? tmpdir(), name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
