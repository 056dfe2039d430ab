import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Refused } from "./say.ts";

/** Where `npm run build` puts the pages. They are read where somebody asks for them, and kept nowhere. */
const BUILT = fileURLToPath(new URL("../../dist/portal", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

export async function readPage(url: string, response: ServerResponse): Promise<void> {
  const asset = /^\/assets\/([\w-]+\.(?:js|css|svg))$/.exec(url)?.[1];
  if (url !== "/" && asset === undefined) throw new Refused(404, "not-found", "there is nothing at this address");
  const file = asset === undefined ? "index.html" : join("assets", asset);
  const content = await readFile(join(BUILT, file)).catch(() => undefined);
  if (!content) throw new Refused(503, "failed", "the portal's pages are not built: npm run build");
  // Their names are digests of what they are.
  if (asset !== undefined) response.setHeader("cache-control", "private, max-age=31536000, immutable");
  response.writeHead(200, { "content-type": TYPES[extname(file)]! });
  response.end(content);
}
