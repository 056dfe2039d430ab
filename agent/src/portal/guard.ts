import type { IncomingMessage } from "node:http";

/**
 * What the portal's pages may do: what comes from here, and nothing that stands inside of a page. Nobody may put them into a frame.
 */
export const HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    // Icons come with what they belong to.
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cache-control": "no-store",
} as const;

/**
 * Why a request is not one of our own page in somebody's browser. Another page may reach a port of loopback, by its number or by a name
 * of its own that leads here (DNS rebinding); what it cannot do is name this host, or hide that it is another page.
 */
export function whyForeign(
  { method = "", headers, rawHeaders }: Pick<IncomingMessage, "method" | "headers" | "rawHeaders">,
  host: string,
): { status: 403 | 415 | 421; detail: string } | undefined {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  if (hosts.length !== 1 || headers.host !== host)
    return { status: 421, detail: `the portal is at http://${host} alone` };
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return { status: 403, detail: "a page of somebody else has asked" };
  const { origin } = headers;
  const changes = method !== "GET" && method !== "HEAD";
  if (origin === undefined ? changes : origin !== `http://${host}`)
    return { status: 403, detail: "only the portal's own page may ask" };
  if (changes && headers["content-type"] !== "application/json") return { status: 415, detail: "only JSON is taken" };
  return undefined;
}
