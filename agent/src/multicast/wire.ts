import { probeLinks } from "../probe/links.ts";
import { readMains } from "../probe/mains.ts";
import { realReader } from "../probe/real-reader.ts";
import { udp } from "../transport/udp.ts";
import type { MulticastOptions } from "./multicast.ts";

export type Wire = Pick<MulticastOptions, "factory" | "links" | "onMains">;

/** The real links of this machine. */
export const realWire: Wire = {
  factory: udp,
  links: () => probeLinks(realReader()),
  onMains: () => readMains(realReader()),
};
