import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { targetPath } from "@shoal/core/trust/layout";
import type { StagedRelease } from "@shoal/protocol/api/trust";
import type { Page } from "playwright-core";
import { model } from "../agent/scene.ts";
import { stumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import type { Operator } from "../fleet/operator.ts";
import { consoleScene } from "./scene.ts";

const skip = whyNoChromium();
const HOSTILE = `<img src=x onerror="document.title='owned'">`;

/** In both themes. */
async function assertNoStumblingBlocks(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await stumblingBlocks(page), [], colorScheme);
  }
}

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

/** What `shoal release sign` and `submit` come to, with the key that is not in the browser. */
async function sign(operator: Operator, name: string): Promise<void> {
  const { items } = await operator.get<{ items: StagedRelease[] }>("/api/v1/staged-releases");
  const { package: product, version, digest, sizeBytes } = items.find((each) => each.package === name)!;
  const target = { path: targetPath({ name: product, version }), length: sizeBytes, sha256: digest };
  await operator.submit([operator.publisher.add(target)]);
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
  await sign(operator, "reader");
  await page.getByText("signed and published").waitFor();
  assert.deepEqual(complaints(browser.complaints()), []);
});
