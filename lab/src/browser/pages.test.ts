import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, type TestContext, test } from "node:test";
import { buildConsole } from "@shoal/console/build";
import { createServer } from "@shoal/server/server";
import type { Page } from "playwright-core";
import { codeOf, untilCodeLasts } from "../operator/browser.ts";
import { selfSigned, whyNoCertificate } from "../operator/self-signed.ts";
import { stumblingBlocks } from "./axe.ts";
import { Chromium, whyNoChromium, withAuthenticator } from "./chromium.ts";

before(buildConsole);
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

const said = async (page: Page, text: RegExp) => await page.getByText(text).waitFor();
const part = (page: Page, name: string) => page.getByRole("region", { name });
const signOut = async (page: Page) => {
  await page.getByRole("button", { name: "operator:ann" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
};
const press = async (page: Page, name: string) => await page.getByRole("button", { name, exact: true }).click();

async function setUp(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Name" }).fill("ann");
  await page.getByRole("textbox", { name: "E-mail" }).fill("ann@example.org");
  await page.getByRole("textbox", { name: "New password" }).fill(PASSWORD);
  await press(page, "Begin");
  await page.getByRole("button", { name: "operator:ann" }).waitFor();
}

async function signIn(page: Page, code?: string): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill("ann@example.org");
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await press(page, "Sign in");
  if (code !== undefined) {
    await page.getByRole("textbox", { name: "Code" }).fill(code);
    await press(page, "Go on");
  }
  await page.getByRole("button", { name: "operator:ann" }).waitFor();
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
  const kept = (await page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")) as string[];
  assert.deepEqual(
    kept.filter((key) => !key.startsWith("tsr-scroll-restoration")),
    [],
    "nothing but how far a page was scrolled",
  );

  const authenticator = part(page, "Authenticator");
  await authenticator.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await press(page, "Set up");
  await authenticator.getByRole("img", { name: "The picture for your authenticator" }).waitFor();
  const uri = (await authenticator.getByLabel("For entering by hand").textContent())!;
  const [recoveryCode] = (await authenticator.getByLabel("Recovery codes").textContent())!.split("\n");
  assert.deepEqual(await stumblingBlocks(page), []);
  await untilCodeLasts();
  await page.getByRole("textbox", { name: "The code that it shows" }).fill(codeOf(uri));
  await press(page, "Confirm");
  await said(page, /signing in asks for a code/);
  await signOut(page);
  await page.waitForURL(/\/sign-in/);
  assert.deepEqual(
    (await browser.context.cookies()).map(({ name }) => name).filter((name) => /session/.test(name)),
    [],
  );
  await signIn(page, recoveryCode);

  await page.goto(`${url}/account`);
  const passkeys = part(page, "Passkeys");
  await passkeys.getByRole("textbox", { name: "Name of the new one" }).fill("this laptop");
  await passkeys.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await press(page, "Add a passkey");
  await passkeys.getByRole("row", { name: "this laptop" }).waitFor();
  await signOut(page);
  await page.waitForURL(/\/sign-in/);
  await press(page, "Sign in with a passkey");
  await page.getByRole("button", { name: "operator:ann" }).waitFor();
  await page.goto(`${url}/account`);
  const sessions = part(page, "Sessions");
  await sessions.getByText("this one").waitFor();
  await passkeys.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await press(page, "Remove the passkey this laptop");
  await passkeys.getByRole("row", { name: "this laptop" }).waitFor({ state: "detached" });
  await sessions.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await press(page, "Sign out everywhere");
  await page.waitForURL(/\/sign-in/);
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
  // A page tells of it after the moment in which it happens.
  const heard: string[] = [];
  for (let waited = 0; heard.length < 2 && waited < 500; waited++) {
    await page.waitForTimeout(20);
    heard.push(...browser.complaints().filter((each) => each.startsWith("policy")));
  }
  assert.deepEqual(heard, ["policy: script-src-elem inline", "policy: script-src-elem inline"]);
});

test("without TLS, on this machine alone, the same pages work, and cookies are not Secure", { skip }, async (t) => {
  const { browser, link } = await scene(t, false);
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
  await signOut(page);
  await page.waitForURL(/\/sign-in/);
  await signIn(page);
  assert.deepEqual(browser.complaints(), []);
});
