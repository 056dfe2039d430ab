/** `npm run build`: the console, as the server serves it. Does nothing where it is built from what is here already. */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Where the built console is. */
export const CONSOLE_DIST = join(root, "console", "dist");
const stamp = join(CONSOLE_DIST, "built-from");

/** One digest of everything that it is made from. */
function sources(): string {
  const files = globSync(
    ["console/{index.html,package.json,vite.config.ts}", "{console,core,protocol}/src/**/*", "package-lock.json"],
    { cwd: root, withFileTypes: true },
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** Once here, and not for each who asks: the files never change under their names. */
function compress(): void {
  for (const name of globSync("assets/*.{js,css,svg}", { cwd: CONSOLE_DIST })) {
    const file = join(CONSOLE_DIST, name);
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

export async function buildConsole(): Promise<void> {
  const digest = sources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  await build({ root: join(root, "console"), logLevel: "warn" });
  compress();
  writeFileSync(stamp, digest);
}

if (import.meta.main) {
  await buildConsole();
  console.log("the console is in console/dist; a server that is started now serves it");
}
