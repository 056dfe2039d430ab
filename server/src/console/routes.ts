import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import { CONSOLE_NOUNS } from "@shoal/protocol/console/addresses";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../http/app.ts";
import { consolePolicy, WORKER_POLICY } from "./policy.ts";

/** Where `npm run build` puts the console. */
const BUILT = fileURLToPath(new URL("../../../console/dist", import.meta.url));
/** Stands in the built page where the nonce of an answer goes. */
const NONCE = "__NONCE__";

/** Where the server has answers of its own below. */
const WITHOUT_MORE: readonly string[] = ["sign-in", "setup", "invitation", "account"];
const ADDRESSES = [
  "/",
  ...CONSOLE_NOUNS.flatMap((noun) => (WITHOUT_MORE.includes(noun) ? [`/${noun}`] : [`/${noun}`, `/${noun}/*`])),
];

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shoal</title>
<h1>The console is not built</h1>
<p>This server runs, and its API answers. To have the console too, run <code>npm run build</code> and start the server again.</p>
<p><a href="/docs">The API</a></p></html>`;

/**
 * Serves the console: one page for every address that a person can look at, and files that never change under their names.
 * @param folder the built console
 */
export async function consoleRoutes(app: App, folder: string = BUILT): Promise<void> {
  const file = join(folder, "index.html");
  const built = existsSync(file);
  const [before = NOT_BUILT, after = ""] = built ? readFileSync(file, "utf8").split(NONCE) : [];
  const pageWith = (code: number) => async (_request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString("base64");
    return await reply
      .code(built ? code : 503)
      .type("text/html; charset=utf-8")
      .header("content-security-policy", consolePolicy(nonce))
      .send(built ? `${before}${nonce}${after}` : before);
  };
  for (const address of ADDRESSES) app.get(address, { schema: { hide: true } }, pageWith(200));
  // The console says itself that there is no such page, and where there is one.
  app.pageOfNowhere = pageWith(404);
  if (!built) return void app.log.warn("the console is not built; run: npm run build");
  await app.register(
    fastifyStatic as never,
    {
      root: join(folder, "assets"),
      prefix: "/assets/",
      decorateReply: false,
      index: false,
      preCompressed: true,
      // Their names are digests of what they are.
      immutable: true,
      maxAge: "365d",
      // Of what runs beside a page, a worker: it has the policy of its own file.
      setHeaders: (reply: FastifyReply) => void reply.header("content-security-policy", WORKER_POLICY),
      schemaHide: true,
    } as never,
  );
}
