import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildConsole } from "@shoal/console/build";
import { createServer } from "@shoal/server/server";
import { stumblingBlocks } from "../browser/axe.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { Keys } from "../browser/keys.ts";
import { focused } from "../browser/looks.ts";
import { CLI } from "../cli/shoal.ts";
import { runAgentProcess } from "../fleet/agent-process.ts";
import { codeOf, untilCodeLasts } from "../operator/browser.ts";

const PASSWORD = "sieben Heringe am Stück";
const AGENT = fileURLToPath(new URL("../../../agent/bin/shoal-agent.mjs", import.meta.url));

/** A shell on this machine where our two programs are installed, each with its state in a folder of this test. */
function shellIn(folder: string) {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const install = (name: string, line: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${line}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const state = join(folder, "agent");
  mkdirSync(state, { mode: 0o700 });
  install("shoal", `'${process.execPath}' '${CLI}' "$@"`);
  install("shoal-agent", `'${process.execPath}' '${AGENT}' "$@" --state '${state}'`);
  const env = { HOME: folder, PATH: `${bin}:${process.env["PATH"]}`, SHOAL_CONFIG_DIR: join(folder, "config") };
  /** Runs a line as it was copied. @param answers to what it asks */
  const run = async (line: string, answers = "") => {
    const child = spawn("sh", ["-c", line], { cwd: folder, env, stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stdin.end(answers);
    const code = await new Promise((resolve) => child.once("close", resolve));
    assert.equal(code, 0, `${line}: ${said}`);
  };
  return { run, state };
}

/** A server that was never set up, and what a person has at hand. */
async function scene(t: TestContext) {
  await buildConsole();
  const folder = mkdtempSync(join(tmpdir(), "shoal-first-"));
  const server = await createServer({ dataDir: join(folder, "data"), port: 0, logLevel: "silent" });
  t.after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { server, folder, browser: await Chromium.start(t, { locale: "de" }), ...shellIn(folder) };
}

/** A package for this machine that a person has written: a script, and what it leaves. */
function writePackage(folder: string): string {
  const into = join(folder, "hallo");
  mkdirSync(into);
  const there = join(folder, "there");
  writeFileSync(
    join(into, "shoal.yaml"),
    `name: hallo
version: "1.0.0"
publisher: Wir
description: Sagt Hallo
variants:
  - id: here
    match: { os: [linux, macos] }
    installer: { kind: script, run: "touch '${there}'" }
    detect: { file: { path: "${there}" } }
    remove: { run: "rm '${there}'" }
`,
  );
  return into;
}

test("by keyboard alone and in German: from a server that was never set up to the first task that has ended", {
  skip: whyNoChromium(),
}, async (t) => {
  const { server, folder, browser, run, state } = await scene(t);
  const page = await browser.open(server.setupLink!);
  const keys = new Keys(page);
  const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
  const done = (step: string) =>
    page.getByRole("listitem").filter({ hasText: step }).getByRole("img", { name: "erledigt" });
  const lineOf = async (step: string) =>
    (await page.getByRole("listitem").filter({ hasText: step }).getByRole("code").allTextContents()).join(" && ");

  await heading("Shoal einrichten");
  await keys.type("Name", "ann");
  await keys.type("E-Mail", "ann@example.org");
  await keys.type("Neues Passwort", PASSWORD);
  await keys.press("Enter", "button", "Beginnen");

  // A password alone opens nothing here, and the page says so.
  await page.getByText("Sie können hier noch nichts tun").waitFor();
  await keys.type("Passwort", PASSWORD);
  await keys.press("Enter");
  await page.getByLabel("Zum Eingeben von Hand").waitFor();
  await keys.held("while the authenticator is set up");
  const uri = (await page.getByLabel("Zum Eingeben von Hand").textContent())!;
  const [recoveryCode] = (await page.getByLabel("Wiederherstellungscodes").textContent())!.split("\n");
  await untilCodeLasts();
  await keys.type("Der Code, den er zeigt", codeOf(uri));
  await keys.press("Enter");
  await page.getByText("Von jetzt an fragt die Anmeldung nach einem Code.").waitFor();
  await page.getByText("Sie können hier noch nichts tun").waitFor({ state: "detached" });
  await keys.held("once the authenticator is set up");

  await keys.press("Enter", "link", "Überblick");
  await heading("Überblick");
  await keys.held("on another page");
  // They come when all of them are known.
  await page.getByText("Erste Schritte").waitFor();
  for (const step of ["Release-Schlüssel", "Ein Gerät", "Ein Paket", "Ein Auftrag"])
    assert.equal(await done(step).count(), 0, `${step} is not done yet`);
  assert.deepEqual(await stumblingBlocks(page), []);

  const line = (await lineOf("Release-Schlüssel")).replace("ADDRESS", "ann@example.org");
  await run(line, `${PASSWORD}\n${recoveryCode}\n`);
  await done("Release-Schlüssel").waitFor();

  await keys.press("Enter", "link", "Aufnahme");
  await heading("Aufnahme");
  await keys.press("Enter", "button", "Schlüssel ausstellen");
  const enrol = (await page.getByRole("group", { name: "Auf dem Gerät auszuführen" }).textContent())!;
  await keys.press("Enter", "link", "Überblick");
  await heading("Überblick");
  await run(enrol);
  await done("Ein Gerät").waitFor();
  const agent = runAgentProcess(state);
  t.after(() => agent.stop());

  await run(`shoal package publish '${writePackage(folder)}'`);
  await done("Ein Paket").waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);

  // Past everything that is on every page.
  await page.keyboard.press("Home");
  await keys.press("Enter", "link", /Inhalt/);
  await page.locator("#content:focus").waitFor();
  await keys.press("Enter", "link", "Neuer Auftrag");
  await heading("Neuer Auftrag");
  await keys.held("on another page");
  await keys.press("Enter", "button", "Vorschau");
  await page.getByText("1 Gerät bekommt es").waitFor();
  assert.deepEqual(await stumblingBlocks(page), []);
  await keys.press("Enter", "button", /Auf 1 Gerät(en)? starten/);

  await heading(/hallo 1.0.0/);
  await keys.held("on another page");
  await page.getByText("1 gelungen").waitFor();
  await page.getByText("beendet").first().waitFor();
  await keys.press("Enter", "application", "Fortschritt jedes Geräts");
  await page.getByRole("dialog").waitFor();
  await keys.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await keys.held("once a panel was closed");
  assert.match((await focused(page)).what, /Fortschritt jedes Geräts/);

  await keys.press("Enter", "link", "Überblick");
  await heading("Überblick");
  await page.getByText("Kein Auftrag läuft").waitFor();
  await page.getByText("Erste Schritte").waitFor({ state: "detached" });
  assert.deepEqual([...keys.faults], []);
  assert.deepEqual(browser.complaints(), []);
});
