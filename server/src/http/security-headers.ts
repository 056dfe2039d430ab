import { createHash } from "node:crypto";
import type { App } from "./app.ts";

/** Of answers that are no pages: nothing in them is ever run, shown inside of something, or kept. */
const DATA_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; sandbox";
const YEAR_SECONDS = 31_536_000;

/**
 * What browsers are told with every answer (OWASP ASVS 5.0, V3.4 and V14.3). A route that says something of its own is left
 * alone.
 * @param tls operators reach this server by TLS, so browsers are to come in no other way from now on
 */
export function secureHeaders(app: App, tls: boolean): void {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({
      "content-security-policy": DATA_POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cache-control": "no-store",
      ...(tls ? { "strict-transport-security": `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
    });
  });
  app.addHook("onSend", async (request, reply, payload) => {
    if (!/^\/docs\/?(\?|$)/.test(request.url) || typeof payload !== "string") return payload;
    const html = payload.replace("<head>", () => `<head>${DOCS_HEAD}`);
    reply.header("content-security-policy", docsPolicy(html));
    return html;
  });
}

/** The library in the page would try whether it may make code of texts, which is a violation to report; and would look for an icon. */
const DOCS_HEAD = `<link rel="icon" href="data:,"><script>globalThis.__zod_globalConfig = { jitless: true };</script>`;

/** The page of the API's reference is a library's, and has scripts inside of it: those may run, by their digests. */
function docsPolicy(html: string): string {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    (match) => `'sha256-${createHash("sha256").update(match[1]!).digest("base64")}'`,
  );
  return `default-src 'none'; script-src 'self' ${scripts.join(" ")}; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'`;
}
