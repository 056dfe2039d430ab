/** `npm run build`: the console, as the server serves it, and the portal. Does nothing where they are built from what is here already. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";
import { buildPortal } from "./build-portal.ts";
import { ifChanged } from "./if-changed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Where the built console is. */
export const CONSOLE_DIST = join(root, "console", "dist");

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
  await ifChanged(CONSOLE_DIST, ["console/{index.html,vite.config.ts,build.ts}", "console/src/**/*"], async () => {
    await build({ root: join(root, "console"), logLevel: "warn" });
    compress();
  });
}

if (import.meta.main) {
  await buildConsole();
  await buildPortal();
  console.log("the console is in console/dist, for servers; the portal in agent/dist, for agents");
}
