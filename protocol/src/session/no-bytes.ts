import type { SessionBytes } from "./report.ts";

export const NO_SESSION_BYTES: SessionBytes = {
  cache: 0,
  multicast: 0,
  repair: 0,
  peer: 0,
  site: 0,
  origin: 0,
  push: 0,
};
