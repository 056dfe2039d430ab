import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isInPrefix, type Prefix, rangeOf, readPrefix } from "@shoal/core/subnet/prefix";
import { say } from "@shoal/protocol/sentence/say";
import type { ServerOptions } from "../config/options.ts";
import { type Outgoing, outgoingOf } from "../config/outgoing.ts";

/**
 * Which addresses may be sent to. Without a list these are public ones: what a URL of a webhook names, the server reaches from inside of its
 * own network, and should not be led to a machine that trusts it for where it stands.
 */
export interface Reach {
  allow: readonly Prefix[];
  /** Whether the content may go without TLS. */
  http: boolean;
  outgoing: Outgoing;
}

/** @throws Error where the options name what is no address and no prefix */
export function reachOf({
  webhookAllow = [],
  insecureWebhooks = false,
  outgoingAllow,
}: Pick<ServerOptions, "webhookAllow" | "insecureWebhooks" | "outgoingAllow">): Reach {
  const allow = webhookAllow.map((text) => {
    const prefix = readPrefix(text);
    if (!prefix)
      throw new Error(`--webhook-allow ${text} is no address and no prefix; write 10.20.0.0/16 or fd00:7::/64`);
    return prefix;
  });
  return { allow, http: insecureWebhooks, outgoing: outgoingOf(outgoingAllow === undefined ? {} : { outgoingAllow }) };
}

export function mayReach(address: string, { allow }: Reach): boolean {
  return rangeOf(address) === "unicast" || allow.some((prefix) => isInPrefix(address, prefix));
}

/** Why a URL cannot be a webhook's, as the end of a sentence; undefined: it can. Names are only looked up when something is sent. */
export function whyNoUrl(text: string, reach: Reach): string | undefined {
  if (!URL.canParse(text)) return say("url-none", { value: text });
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return say("url-protocol", { protocol: url.protocol });
  if (url.protocol === "http:" && !reach.http) return say("url-http");
  if (url.username !== "" || url.password !== "") return say("url-password");
  if (url.hash !== "") return say("url-hash");
  const host = hostOf(url);
  const why = reach.outgoing.whyNotHost(host);
  if (why) return why;
  return isIP(host) !== 0 && !mayReach(host, reach) ? whyNoAddress(host) : undefined;
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

export function whyNoAddress(address: string, name?: string): string {
  return name === undefined
    ? say("url-not-public", { address, same: address })
    : say("url-name-not-public", { name, address, same: address });
}

/** Looks a name up for a connection and leaves out what may not be reached, so that a name which changes its address gains nothing. */
export function guardedLookup(reach: Reach, resolve: typeof lookup = lookup): LookupFunction {
  return (name, options, done) => {
    const all = { ...(options as LookupOptions), all: true as const };
    resolve(name, all, (error, found: LookupAddress[]) => {
      if (error) return done(error, "", 0);
      const allowed = found.filter(({ address }) => mayReach(address, reach));
      const [first] = allowed;
      if (!first) return done(new Error(whyNoAddress(found[0]?.address ?? "nothing", name)), "", 0);
      if (options.all) (done as unknown as (error: null, addresses: LookupAddress[]) => void)(null, allowed);
      else done(null, first.address, first.family);
    });
  };
}
