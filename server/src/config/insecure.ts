import type { Logger } from "pino";
import type { ServerOptions } from "./options.ts";

const WORDS = {
  insecureWebhooks: ["webhooks", "webhooks may be sent by HTTP: everybody on the way can read them"],
  insecureLogFeeds: ["log-feeds", "the audit trail may be sent without TLS: everybody on the way can read it"],
  insecureProxy: ["proxy", "a proxy passes operators' tokens on without TLS: everybody on the way can use them"],
} as const;

/** What of this server is not protected because its options say so: warned of at each start. @returns their words, for the audit trail */
export function warnOfInsecure(options: ServerOptions, log: Logger): string[] {
  return Object.entries(WORDS).flatMap(([option, [word, warning]]) => {
    if (!options[option as keyof typeof WORDS]) return [];
    log.warn({ insecure: word }, warning);
    return [word];
  });
}
