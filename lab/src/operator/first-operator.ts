import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { createServer } from "@shoal/server/server";
import { Browser } from "./browser.ts";

export const ACCOUNT = { name: "ann", email: "ann@example.org", password: "seven herrings in a row" };

/** A server that is started again over the same data, with its first operator signed in. Time stands still but for the test. */
export async function firstOperator(t: TestContext) {
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const dataDir = mkdtempSync(join(tmpdir(), "shoal-operator-"));
  const start = () => createServer({ dataDir, port: 0, logLevel: "silent" });
  const here = { server: await start() };
  t.after(async () => {
    await here.server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const ann = new Browser(here.server.url);
  await ann.send("POST", "/api/v1/setup", { secret: here.server.setupLink!.split("#")[1], account: ACCOUNT });
  /** Each time under another address. */
  const startAgain = async () => {
    here.server = await start();
  };
  return { here, startAgain, dataDir, ann };
}
