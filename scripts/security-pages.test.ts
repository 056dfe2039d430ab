/** The pages on keys and data name what the code has: a new key, algorithm or table without a line there is a failure. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@shoal/server/db/open";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const sources = globSync("{protocol,core,server,agent,cli}/src/**/*.ts", { cwd: root }).filter(
  (file) => !/\.test\.ts$|\/fixtures?[/.]/.test(file),
);

function found(pattern: RegExp): string[] {
  return [...new Set(sources.flatMap((file) => [...read(file).matchAll(pattern)].map((match) => match[1]!)))].sort();
}

test("docs/security/keys.md names every file of keys and every algorithm", () => {
  const page = read("docs/security/keys.md");
  const files = found(/"([a-z.-]+\.(?:key|pem))"/g);
  const algorithms = [
    ...found(
      /\b(?:createHash|createHmac|createCipheriv|createDecipheriv|generateKeyPair(?:Sync)?|derive)\(\s*"([^"]+)"/g,
    ),
    ...found(/\b(hkdfSync|pbkdf2|scrypt|blake[23]\w*|md5|sha1|sha384|sha512)\b/g),
    ...found(/\b(?:alg|enc|namedCurve|crv|ciphers|minVersion|maxVersion): "([^"]+)"/g),
    ...found(/\b(?:name|hash): "(ECDSA|ECDH|RSA[\w-]*|HMAC|Ed25519|AES-\w+|SHA-\d+)"/g),
    ...found(/const CIPHER = "([^"]+)"/g),
  ];
  assert.ok(files.length >= 12 && algorithms.length >= 12, `${files.join(" ")}; ${algorithms.join(" ")}`);
  const missing = [...files, ...algorithms].filter((name) => !page.includes(`\`${name}\``));
  assert.deepEqual(missing, []);
});

test("docs/security/data.md gives every table of the database one class", async () => {
  const db = await openDatabase(":memory:");
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  await db.destroy();
  const named = read("docs/security/data.md")
    .split("## Where it is")[1]!
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => [...line.split("|")[1]!.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]!));
  assert.deepEqual(named.sort(), tables.sort());
});

test("SECURITY.md and the audit of dependencies give the same time to each severity", () => {
  const page = [...read("SECURITY.md").matchAll(/^\| (critical|high|moderate|low) \| (\d+) days \|$/gm)];
  const told = page.map(([, severity, days]) => `${severity}: ${days}`);
  assert.equal(told.length, 4);
  const script = read("scripts/audit-deps.ts");
  for (const each of told) assert.ok(script.includes(each), each);
});
