import type { Link } from "@shoal/protocol/device/link";
import type { Settings } from "@shoal/protocol/settings/rows";
import { sourcesOf } from "../settings/sources.ts";
import { chooseLinks } from "../subnet/choose-links.ts";
import { scopeOf } from "./site.ts";

/** A file that a device would fetch. */
interface Wanted {
  digest: string;
  sizeBytes: number;
}

/**
 * What devices take over the WAN when all of them fetch the same content: one copy for those who share, one each for the others.
 * An estimate of how it goes when nothing goes wrong: neither caches nor patches, which lessen it, nor repairs.
 */
export class WanCopies {
  #bytes = 0;
  readonly #copies = new Set<string>();

  /** @param links as the device's inventory has them */
  add(links: readonly Link[], settings: Settings, files: readonly Wanted[]): void {
    const place = placeOf(links, settings);
    for (const { digest, sizeBytes } of files) {
      if (place !== undefined && sizeBytes >= settings.multicastLeastBytes) {
        const copy = `${digest}\n${place}`;
        if (this.#copies.has(copy)) continue;
        this.#copies.add(copy);
      }
      this.#bytes += sizeBytes;
    }
  }

  get bytes(): number {
    return this.#bytes;
  }
}

/** Whom a device shares one copy with; undefined where it fetches its own. */
function placeOf(links: readonly Link[], settings: Settings): string | undefined {
  const sources = sourcesOf(settings);
  if (!sources.includes("multicast")) return undefined;
  const [link] = chooseLinks(links, settings.multicastInterfaces, 1);
  if (!link) return undefined;
  const { subnet, gateway, nameSuffix } = link;
  const scope = scopeOf({
    siteName: settings.siteName,
    sharing: settings.siteSharing && sources.includes("site"),
    subnet,
    ...(gateway === undefined ? {} : { gateway }),
    ...(nameSuffix === undefined ? {} : { nameSuffix }),
  });
  // Many sites have the same private subnet; what else is known of a place tells one from another.
  return scope.startsWith("subnet") ? [scope, settings.siteName, gateway, nameSuffix].join("\n") : scope;
}
