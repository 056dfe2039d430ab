import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import type { StagedRelease } from "@shoal/protocol/api/trust";
import type { Page } from "playwright-core";
import { model, release } from "../agent/scene.ts";
import { assertNoStumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { CLI } from "../cli/shoal.ts";
import type { Operator } from "../fleet/operator.ts";
import { consoleScene } from "./scene.ts";

const skip = whyNoChromium();
const HOSTILE = `<img src=x onerror="document.title='owned'">`;

/** Files are dropped by a person's hand, which no driver has: the page gets the same event with the same files. */
async function drop(page: Page, files: { name: string; bytes: Uint8Array }[]): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") }));
  const data = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of ${JSON.stringify(given)})
      transfer.items.add(new File([Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))], name));
    return transfer;
  })()`);
  await page.getByRole("group", { name: "Drop files here" }).dispatchEvent("drop", { dataTransfer: data });
}

/** Where the release key is: a machine with the real command line, on which lines are typed as a page shows them. */
function keyMachine(t: TestContext, url: string, { token, publisher }: Operator) {
  const folder = mkdtempSync(join(tmpdir(), "shoal-signs-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "release.key"), publisher.release.pem, { mode: 0o600 });
  writeFileSync(join(folder, "shoal"), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`, { mode: 0o755 });
  const env = { PATH: `${folder}:${process.env["PATH"]}`, HOME: folder, SHOAL_SERVER: url, SHOAL_TOKEN: token };
  return (lines: string) => promisify(execFile)("sh", ["-ec", lines], { cwd: folder, env });
}

/** What is not there is asked for before it is sent, and Chromium writes each no into its console. */
const complaints = (all: string[]) => all.filter((each) => !/404.*\/api\/v1\/blobs\//.test(each));

test("files are dropped, become a package file, are sent and staged, and the page sees them signed", {
  skip,
}, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01")]);
  await page.goto(`${url}/packages`);
  await page.getByRole("link", { name: "New release" }).first().click();
  const text = page.getByRole("group", { name: "shoal.yaml" });
  await drop(page, [{ name: "reader_24.2.0_amd64.deb", bytes: randomBytes(600_000) }]);
  await page.getByRole("group", { name: "reader_24.2.0_amd64.deb" }).getByText(/there/).waitFor();
  await page.getByRole("textbox", { name: "Description" }).fill(HOSTILE);
  await page.getByRole("button", { name: "Check, and send to be signed" }).click();
  await page.getByText("publisher is empty").first().waitFor();
  await assertNoStumblingBlocks(page);
  await page.getByRole("textbox", { name: "Publisher" }).fill("Lab");
  assert.match((await text.textContent())!, /range: ">=24\.2\.0"/);
  await page.getByRole("button", { name: "Check, and send to be signed" }).click();
  await page.getByText("waits for its signature").first().waitFor();
  await assertNoStumblingBlocks(page);
  const lines = (await page.getByRole("group", { name: "To be run where the release key is" }).textContent())!;
  await keyMachine(t, url, operator)(lines);
  await page.getByText("signed and published").waitFor();
  assert.equal(await page.title(), "New release · Shoal");

  // The next version begins with this one, and is not lost by a wrong step.
  await page.goto(`${url}/packages/reader`);
  await page.getByText(HOSTILE).waitFor();
  await page.getByRole("link", { name: "New release" }).click();
  await page.getByRole("group", { name: "reader_24.2.0_amd64.deb" }).getByText("was there already").waitFor();
  await drop(page, [{ name: "reader_24.10_amd64.deb", bytes: randomBytes(1000) }]);
  await page.getByRole("group", { name: "reader_24.10_amd64.deb" }).getByText(/there/).waitFor();
  assert.match((await text.textContent())!, /version: "24\.10"[\s\S]*range: ">=24\.10"/);
  assert.equal(await page.getByRole("group", { name: "reader_24.2.0_amd64.deb" }).count(), 0);
  await page.getByRole("link", { name: "Tasks" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave this page?" });
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Stay" }).click();
  await page.getByRole("button", { name: "Remove reader_24.10_amd64.deb" }).click();
  await page
    .getByText(/deb needs a file/)
    .first()
    .waitFor();
  assert.deepEqual(complaints(browser.complaints()), []);
});

test("who has what leads to those devices and to the task for them; channels are made and promoted; a release is recalled", {
  skip,
}, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01"), model("till-02"), model("desk")]);
  for (const version of ["1.9", "1.10"])
    await operator.publish({
      ...release(version, await operator.upload("reader.msi", randomBytes(100))),
      description: HOSTILE,
    });
  const order = async (spec: object) => {
    const what = { kind: "install", delivery: "pull", package: "reader", ...spec };
    const { id } = await operator.post<{ id: string }>("/api/v1/tasks", what);
    await operator.post(`/api/v1/tasks/${id}/start`);
    return id;
  };
  await order({ version: "1.9", targets: { query: "name:till-01" } });
  await order({ version: "1.10", targets: { query: "name:till-02" } });

  await page.goto(`${url}/packages/reader?tab=devices`);
  await page.getByText(HOSTILE).waitFor();
  await page.getByRole("row", { name: /1\.10.* 1 .*this one/ }).waitFor();
  await page.getByRole("row", { name: /1\.9.* 1 .*older/ }).waitFor();
  await page.getByRole("row", { name: /have none/ }).waitFor();
  await operator.stage(release("2.0", await operator.upload("reader.msi", randomBytes(100))));
  await page.getByText("1 release waits for its signature").waitFor();
  await assertNoStumblingBlocks(page);
  await page.getByRole("link", { name: "1 device: 1.9 older" }).click();
  await page.getByRole("link", { name: "till-01" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "till-02" }).count(), 0);
  await page.goBack();
  await page.getByRole("link", { name: "Bring 1 device up to 1.10" }).click();
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: /Start/ }).click();
  await page.waitForURL(/\/tasks\/3$/);
  await page.goto(`${url}/packages/reader?tab=devices`);
  await page.getByRole("row", { name: /1\.10.* 2 .*this one/ }).waitFor();

  await page.getByRole("tab", { name: "Signature" }).click();
  await page.getByText("signed, and good").waitFor();
  await page.getByRole("row", { name: /Signatures 1 of 1 key/ }).waitFor();
  await assertNoStumblingBlocks(page);

  await page.getByRole("tab", { name: "Channels" }).click();
  const dialog = page.getByRole("dialog");
  for (const [name, version] of [
    ["pilot", "1.10"],
    ["production", "1.9"],
  ] as const) {
    await page.getByRole("button", { name: "New channel" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await dialog.getByRole("combobox", { name: "Version" }).selectOption(version);
    await assertNoStumblingBlocks(page);
    await dialog.getByRole("button", { name: "New channel" }).click();
    await page.getByRole("row", { name: new RegExp(`${name} reader@${version}`) }).waitFor();
  }
  const follower = await order({ channel: "production", version: "1.9", targets: { query: "name:desk" } });
  const row = page.getByRole("row", { name: /^production/ });
  await page.reload();
  await row.getByRole("link", { name: `task ${follower}` }).waitFor();
  assert.equal(await row.getByRole("button", { name: "Delete" }).getAttribute("aria-disabled"), "true");
  await row.getByRole("button", { name: "Promote" }).click();
  await page.getByText("1 task follows it and begins anew, for 1 device so far").waitFor();
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Promote" }).click();
  await page.getByRole("row", { name: /production reader@1\.10 1\.9/ }).waitFor();

  await page.getByRole("button", { name: "Recall" }).click();
  await dialog.getByRole("textbox", { name: "Why" }).fill(HOSTILE);
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Recall" }).click();
  await page.getByText(`Recalled: ${HOSTILE}`).first().waitFor();
  await page.getByRole("button", { name: "Lift the recall" }).waitFor();
  assert.equal(await page.title(), "reader · Shoal");
  assert.deepEqual(browser.complaints(), []);
});

test("a package file fills the form, what the server lacks is said at its field, and a lost line is waited for", {
  skip,
}, async (t) => {
  const { page, url, operator, browser } = await consoleScene(t, [model("till-01")]);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") sent.push(request.url());
  });
  await page.goto(`${url}/packages/new`);
  const content = randomBytes(300_000);
  const file = (id: string, match: string) => `
  - id: ${id}
    match: ${match}
    files: [dist/${id}.tar.gz]
    installer: { kind: archive, into: /opt/reader }`;
  const yaml = (version: string) => `name: reader
version: "${version}"
publisher: Lab
description: ${JSON.stringify(HOSTILE)}
dependencies: [{ package: lib, versions: ">=2" }]
variants:${file("one", "{ os: linux, arch: x64 }")}${file("two", "{ os: linux, arch: arm64 }")}
`;
  const text = (given: string) => [{ name: "shoal.yaml", bytes: Buffer.from(given) }];
  await drop(page, text(yaml("1.0").replace("installer:", "instaler:")));
  await page
    .getByRole("alert")
    .getByText(/shoal\.yaml:10:5.*did you mean "installer"/)
    .waitFor();
  await drop(page, text(yaml("1.0")));
  await page.getByRole("group", { name: "dist/one.tar.gz" }).getByText("not there: drop it").waitFor();
  await drop(page, [{ name: "one.tar.gz", bytes: content }]);
  const there = async (path: string, word: RegExp) =>
    await page.getByRole("group", { name: path }).getByText(word).waitFor();
  await there("dist/one.tar.gz", /✓ there/);

  await page.context().setOffline(true);
  await drop(page, [{ name: "two.tar.gz", bytes: content }]);
  await there("dist/two.tar.gz", /waits for the server/);
  await drop(page, [{ name: "three.tar.gz", bytes: randomBytes(1000) }]);
  await page.getByRole("button", { name: "Remove three.tar.gz" }).click();
  await page.getByRole("group", { name: "three.tar.gz" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Remove any", exact: true }).click();
  await page.context().setOffline(false);
  await there("dist/two.tar.gz", /there/);

  await page.getByRole("button", { name: "Check, and send to be signed" }).click();
  const versions = page.getByRole("textbox", { name: "Versions" });
  await page
    .getByText(/needs lib >=2, and no release of lib is published/)
    .first()
    .waitFor();
  assert.equal(await versions.getAttribute("aria-invalid"), "true");
  await assertNoStumblingBlocks(page);
  await page.getByRole("group", { name: "What it needs" }).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Check, and send to be signed" }).click();
  await page.getByText("waits for its signature").first().waitFor();
  const { items } = await operator.get<{ items: StagedRelease[] }>("/api/v1/staged-releases");
  assert.equal(items[0]!.createdBy, "operator:ann");
  await page.getByRole("button", { name: "Drop" }).click();
  await assertNoStumblingBlocks(page);
  await page.getByRole("dialog", { name: "Drop reader@1.0?" }).getByRole("button", { name: "Drop" }).click();
  await page.getByText("does not wait any more").waitFor();
  assert.equal(sent.length, 1, "the same content is sent once, and what was taken away not at all");
  assert.deepEqual(
    complaints(browser.complaints()).filter((each) => !/ERR_INTERNET_DISCONNECTED/.test(each)),
    [],
  );
});
