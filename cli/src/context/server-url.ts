import { usageFailure } from "../exit/failure.ts";

export const DEFAULT_SERVER = "http://127.0.0.1:7070";

/** A server's address without the slash at its end. `host:port` is read as http on this machine's network. */
export function parseServerUrl(text: string): string {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  let url: URL;
  try {
    url = new URL(full);
  } catch {
    throw wrong(text, "it is not an address");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") throw wrong(text, `${url.protocol}// is not spoken here`);
  if (url.username || url.password) throw wrong(text, "it carries a user name or password");
  if (url.search || url.hash) throw wrong(text, "it carries a query or fragment");
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** On this machine: only there is a token from a local folder any use, and only there may it be sent. */
export function isLoopback(server: string): boolean {
  const { hostname } = new URL(server);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function wrong(text: string, why: string): Error {
  return usageFailure(
    `This is not the address of a server: ${text}`,
    "Write it like http://127.0.0.1:7070 or https://shoal.example.com; a token goes into --token or SHOAL_TOKEN.",
    why,
  );
}
