import type { BytesBySource } from "./report.ts";

export const NO_BYTES: BytesBySource = {
  cache: 0,
  patch: 0,
  patchSaved: 0,
  multicast: 0,
  peer: 0,
  site: 0,
  origin: 0,
  push: 0,
};
