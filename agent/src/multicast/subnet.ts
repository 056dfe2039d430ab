import type { Subnet } from "../fetch/fetcher.ts";
import type { HttpClient } from "../http/client.ts";
import type { Multicast, MulticastOptions } from "./multicast.ts";
import type { Wire } from "./wire.ts";

/** The door to everything that devices do together. What is behind it is loaded with the first content that is worth it. */
export function createSubnet(
  wire: () => Promise<Wire>,
  options: Omit<MulticastOptions, keyof Wire> & { http: HttpClient },
): Subnet & { linksChanged(): void; close(): Promise<void> } {
  let multicast: Promise<Multicast> | undefined;
  const load = (): Promise<Multicast> => {
    multicast ??= Promise.all([import("./multicast.ts"), wire()]).then(
      ([{ Multicast }, each]) => new Multicast({ ...each, ...options }),
    );
    return multicast;
  };
  return {
    async session(parts) {
      const [{ BlobSession }, sessions] = await Promise.all([import("./blob-session.ts"), load()]);
      return (events) =>
        new BlobSession({ ...parts, multicast: sessions, http: options.http, log: options.log }, events);
    },
    async hold(parts) {
      await (await load()).hold(parts);
    },
    linksChanged() {
      void multicast?.then((each) => each.linksChanged());
    },
    async close() {
      await (await multicast)?.close();
    },
  };
}
