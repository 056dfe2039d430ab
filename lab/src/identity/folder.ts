import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** A folder for an agent's state, gone when the test ends. */
export function folder(t: TestContext): string {
  const stateDir = mkdtempSync(join(tmpdir(), "shoal-identity-"));
  t.after(() => rmSync(stateDir, { recursive: true, force: true }));
  return stateDir;
}
