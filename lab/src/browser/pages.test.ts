import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer } from "@shoal/server/server";
import type { Page } from "playwright-core";
import { codeOf } from "../operator/browser.ts";
import { selfSigned, whyNoCertificate } from "../operator/self-signed.ts";
import { Chromium, whyNoChromium, withAuthenticator } from "./chromium.ts";

const skip = whyNoChromium() || whyNoCertificate();
const PASSWORD = "seven herrings in a row";
const NAME = "shoal.test";

/** A server that was never set up, and a browser that reaches it by a name of its own. */
async function scene(t: TestContext, tls: boolean) {
  const folder = mkdtempSync(join(tmpdir(), "shoal-pages-"));
  const { cert, key } = selfSigned(folder, `DNS:${NAME}`);
  const server = await createServer({
    ...{ dataDir: join(folder, "data"), port: 0, logLevel: "silent" },
    ...(tls ? { tlsCert: cert, tlsKey: key } : {}),
  });
  t.after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const browser = await Chromium.start(t, { names: [NAME], trust: [readFileSync(cert, "utf8")] });
  const name = tls ? NAME : "localhost";
  return { browser, url: server.url.replace("127.0.0.1", name), link: server.setupLink!.replace("127.0.0.1", name) };
}

/** Waits where the code of an authenticator is about to change. */
async function wholeStep(): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 5000) await sleep(left);
}

const said = async (page: Page, text: RegExp) => await page.locator("#said", { hasText: text }).waitFor();
const press = async (page: Page, name: string) => await page.getByRole("button", { name, exact: true }).click();

async function setUp(page: Page): Promise<void> {
  await page.locator('#setup [name="name"]').fill("ann");
  await page.locator('#setup [name="email"]').fill("ann@example.org");
  await page.locator('#setup [name="password"]').fill(PASSWORD);
  await press(page, "Begin");
  await page.getByText("operator:ann").waitFor();
}

async function signIn(page: Page, code?: string): Promise<void> {
  await page.locator('#sign-in [name="email"]').fill("ann@example.org");
  await page.locator('#sign-in [name="password"]').fill(PASSWORD);
  await press(page, "Sign in");
  if (code !== undefined) {
    await page.locator('#second-factor [name="code"]').fill(code);
    await press(page, "Go on");
  }
  await page.getByText("operator:ann").waitFor();
}

test("in a real browser an admin is made, signs in by each factor, and no page complains", { skip }, async (t) => {
  const { browser, url, link } = await scene(t, true);
  const page = await browser.open(link);
  assert.equal(page.url(), `${url}/setup`, "the secret of the link does not stay in the address");
  await withAuthenticator(page);
  await setUp(page);
  assert.equal(page.url(), `${url}/account`);
  const cookies = await browser.context.cookies();
  assert.deepEqual(cookies.map(({ name }) => name).sort(), ["__Host-shoal.browser", "__Host-shoal.session_token"]);
  for (const { name, httpOnly, secure, sameSite, domain, path } of cookies)
    assert.deepEqual(
      { httpOnly, secure, sameSite, domain, path },
      { httpOnly: true, secure: true, sameSite: "Strict", domain: NAME, path: "/" },
      name,
    );
  assert.equal(await page.evaluate("document.cookie"), "", "no script sees one");
  assert.equal(await page.evaluate("localStorage.length + sessionStorage.length"), 0);

  await page.locator('#totp [name="password"]').fill(PASSWORD);
  await press(page, "Set up");
  const uri = (await page.locator("#uri", { hasText: "otpauth:" }).textContent())!;
  const [recoveryCode] = (await page.locator("#codes").textContent())!.split(" ");
  await wholeStep();
  await page.locator('#totp-confirm [name="code"]').fill(codeOf(uri));
  await press(page, "Confirm");
  await said(page, /signing in asks for a code/);
  await press(page, "Sign out");
  await page.waitForURL(`${url}/sign-in`);
  assert.deepEqual(
    (await browser.context.cookies()).map(({ name }) => name).filter((name) => /session/.test(name)),
    [],
  );
  await signIn(page, recoveryCode);

  await page.locator('#add-passkey [name="password"]').fill(PASSWORD);
  await press(page, "Add a passkey");
  await said(page, /passkey is yours/);
  await press(page, "Sign out");
  await page.waitForURL(`${url}/sign-in`);
  await press(page, "Sign in with a passkey");
  await page.getByText("operator:ann").waitFor();
  await page.locator("#sessions", { hasText: "this one" }).waitFor();
  await page.locator('#add-passkey [name="password"]').fill(PASSWORD);
  await press(page, "Remove");
  await page.locator("#passkeys li").waitFor({ state: "detached" });
  await page.locator('#sign-out-everywhere [name="password"]').fill(PASSWORD);
  await press(page, "Sign out everywhere");
  await page.waitForURL(`${url}/sign-in`);
  assert.deepEqual(browser.complaints(), []);

  await page.goto(`${url}/invitation#nothing`);
  assert.equal(page.url(), `${url}/invitation`);
  const reference = await browser.open(`${url}/docs`);
  await reference.getByText("Endpoint deployment: packages, devices").first().waitFor();
  await reference.getByText("Everything that can be allowed").first().waitFor();
  assert.deepEqual(browser.complaints(), []);

  // What would be complained of is heard.
  for (const each of [page, reference])
    await each.evaluate(`{
      const script = document.createElement("script");
      script.textContent = "globalThis.smuggled = true";
      document.head.append(script);
    }`);
  assert.equal(await page.evaluate("typeof smuggled"), "undefined");
  assert.deepEqual(
    browser.complaints().filter((each) => each.startsWith("policy")),
    ["policy: script-src-elem inline", "policy: script-src-elem inline"],
  );
});

test("without TLS, on this machine alone, the same pages work, and cookies are not Secure", { skip }, async (t) => {
  const { browser, url, link } = await scene(t, false);
  const page = await browser.open(link);
  await setUp(page);
  const cookies = await browser.context.cookies();
  assert.deepEqual(
    cookies
      .map(({ name, httpOnly, secure, sameSite }) => ({ name, httpOnly, secure, sameSite }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    ["shoal.browser", "shoal.session_token"].map((name) => ({
      name,
      httpOnly: true,
      secure: false,
      sameSite: "Strict",
    })),
  );
  await press(page, "Sign out");
  await page.waitForURL(`${url}/sign-in`);
  await signIn(page);
  assert.deepEqual(browser.complaints(), []);
});
