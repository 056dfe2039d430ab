import { udp } from "../transport/udp.ts";
import { onMains, usableLinks } from "./links.ts";
import type { Link, MulticastOptions } from "./multicast.ts";

export type Wire = Pick<MulticastOptions, "factory" | "links" | "onMains">;

/** The real links of this machine. */
export const realWire: Wire = {
  factory: udp,
  links: async (): Promise<Link[]> => usableLinks(),
  onMains: async () => onMains(),
};
