import type { Release, Variant } from "@shoal/protocol/package/release";

/** A release for every Linux machine. @param variant what of it matters to the test */
export function linuxRelease(
  name: string,
  version: string,
  variant: Pick<Variant, "files" | "installer" | "detect"> & Partial<Variant>,
): Release {
  return {
    format: 1,
    name,
    version,
    publisher: "Lab",
    description: "",
    variants: [{ id: "linux", match: { os: ["linux"] }, timeoutMs: 60_000, ...variant }],
  };
}
