import assert from "node:assert/strict";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Failure } from "../exit/failure.ts";
import { resolveConnection } from "./connection.ts";
import { readContext, saveContext } from "./saved.ts";
import { isLoopback, parseServerUrl } from "./server-url.ts";

async function scene(t: TestContext) {
  const cwd = await mkdtemp(join(tmpdir(), "shoal-context-"));
  t.after(() => rm(cwd, { recursive: true }));
  return { env: { SHOAL_CONFIG_DIR: join(cwd, "config") } as NodeJS.ProcessEnv };
}

test("flags win over the environment, the environment over the login, the login over the default", async (t) => {
  const { env } = await scene(t);
  const at = (more: NodeJS.ProcessEnv, options = {}) => resolveConnection({ env: { ...env, ...more } }, options);
  assert.deepEqual(await at({}), { server: "http://127.0.0.1:7070", serverFrom: "the default" });
  await saveContext(env, { server: "https://saved.example.com", token: "saved-token" });
  assert.deepEqual(await at({}), {
    server: "https://saved.example.com",
    serverFrom: "shoal login",
    token: "saved-token",
    tokenFrom: "shoal login",
  });
  const surroundings = { SHOAL_SERVER: "https://env.example.com/", SHOAL_TOKEN: "env-token" };
  assert.deepEqual(await at(surroundings), {
    server: "https://env.example.com",
    serverFrom: "SHOAL_SERVER",
    token: "env-token",
    tokenFrom: "SHOAL_TOKEN",
  });
  const flagged = await at(surroundings, { server: "flag.example.com:7070", token: "flag-token" });
  assert.deepEqual(flagged, {
    server: "http://flag.example.com:7070",
    serverFrom: "--server",
    token: "flag-token",
    tokenFrom: "--token",
  });
});

test("a saved token goes to its own server only", async (t) => {
  const { env } = await scene(t);
  await saveContext(env, { server: "https://saved.example.com", token: "saved-token" });
  const tokenFor = async (server: string) => (await resolveConnection({ env }, { server })).token;
  assert.equal(await tokenFor("https://saved.example.com/"), "saved-token");
  assert.equal(await tokenFor("https://evil.example.com"), undefined);
});

test("the login is a file that only its owner reads, and a broken one is said to be broken", async (t) => {
  const { env } = await scene(t);
  const path = await saveContext(env, { server: "http://a", token: "b" });
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  await writeFile(path, "{");
  await assert.rejects(
    readContext(env),
    (error: Failure) => error instanceof Failure && /shoal login/.test(error.text.hint!),
  );
});

test("an address is one of a server, or is refused with a reason", () => {
  assert.equal(parseServerUrl("shoal.example.com"), "http://shoal.example.com");
  assert.equal(parseServerUrl("https://example.com/shoal///"), "https://example.com/shoal");
  for (const wrong of ["ftp://x", "http://user:secret@x", "http://x/?token=1", "http://", "not an address"])
    assert.throws(
      () => parseServerUrl(wrong),
      (error: Failure) => error.exit === 2,
      wrong,
    );
  assert.deepEqual(["http://127.0.0.1:1", "http://[::1]", "http://127.evil.com", "http://10.0.0.1"].map(isLoopback), [
    true,
    true,
    false,
    false,
  ]);
});
