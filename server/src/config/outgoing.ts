import { isIP } from "node:net";
import { isInPrefix, type Prefix, readPrefix } from "@shoal/core/subnet/prefix";
import { say } from "@shoal/protocol/sentence/say";
import type { ServerOptions } from "./options.ts";

/** Which hosts the server may begin a connection to: those of webhooks, log systems, and the provider of sign-on. There are no others. */
export interface Outgoing {
  /** Why a host cannot be reached, as the end of a sentence; undefined: it may be. */
  whyNotHost(host: string): string | undefined;
}

const NAME = /^(\*\.)?(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/;

/**
 * Without a list, whoever may make webhooks and feeds says where they go (ASVS 5.0, 13.2.4).
 * @throws Error where an entry is no name, no address and no prefix
 */
export function outgoingOf({ outgoingAllow }: Pick<ServerOptions, "outgoingAllow">): Outgoing {
  if (outgoingAllow === undefined) return { whyNotHost: () => undefined };
  const names = new Set<string>();
  const prefixes: Prefix[] = [];
  for (const entry of outgoingAllow.map((text) => text.toLowerCase())) {
    const prefix = readPrefix(entry);
    if (prefix) prefixes.push(prefix);
    else if (NAME.test(entry) && !/^[0-9.]+$/.test(entry)) names.add(entry);
    else
      throw new Error(
        `--outgoing-allow ${entry} is no host; write hooks.example.com, *.example.com, 198.51.100.7 or 10.20.0.0/16`,
      );
  }
  return {
    whyNotHost(given) {
      const host = given.toLowerCase().replace(/^\[(.*)\]$/, "$1");
      const parents = host.split(".").map((_, at, labels) => `*.${labels.slice(at + 1).join(".")}`);
      const allowed =
        isIP(host) === 0
          ? names.has(host) || parents.some((parent) => names.has(parent))
          : prefixes.some((prefix) => isInPrefix(host, prefix));
      return allowed ? undefined : say("host-not-allowed", { host, same: host });
    },
  };
}
