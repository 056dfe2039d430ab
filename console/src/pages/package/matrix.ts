import { resolverOf } from "@shoal/core/variant/resolve";
import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import type { Platform } from "@shoal/protocol/device/platform";
import type { Variant } from "@shoal/protocol/package/release";

export interface MatrixCell {
  /** Absent: no variant is for such a device. */
  variant?: string;
  /** Other kinds of device of this system have a variant of their own; this one gets what is for all. */
  fallback: boolean;
  why: string;
}
export interface MatrixRow {
  os: Platform["os"];
  arch: Platform["arch"];
  cells: MatrixCell[];
}

/** Windows and macOS of today; whichever version a variant asks for, the newest has it. */
const NEWEST: Record<Platform["os"], Pick<Platform, "osVersion" | "distribution">> = {
  windows: { osVersion: "10.0.26100", distribution: "" },
  macos: { osVersion: "26.0", distribution: "" },
  linux: { osVersion: "13", distribution: "debian" },
};
const ARCHITECTURES_OF: Record<Platform["os"], readonly Platform["arch"][]> = {
  windows: ["x86", "x64", "arm64"],
  macos: ["x64", "arm64"],
  linux: ARCHITECTURES,
};

/** What the agents of each kind of device would choose, by the same rules as theirs. */
export function matrixOf(variants: readonly Variant[]): { columns: readonly string[]; rows: MatrixRow[] } {
  const resolve = resolverOf(variants);
  const columns = FORM_FACTORS.filter((each) => each !== "unknown");
  const rows = OS_NAMES.flatMap((os) => {
    const ofSystem = variants.filter(({ match }) => match.os?.includes(os) ?? true);
    return ARCHITECTURES_OF[os].map((arch): MatrixRow => {
      const ofRow = ofSystem.filter(({ match }) => match.arch?.includes(arch) ?? true);
      const bitness = arch === "x86" || arch === "armv7" ? 32 : 64;
      const cells = columns.map((formFactor): MatrixCell => {
        const found = resolve({ os, arch, bitness, formFactor, ...NEWEST[os] });
        if (!found.ok)
          return { fallback: false, why: found.why.map((each) => `${each.variant}: ${each.because}`).join("\n") };
        const { match, id } = found.variant;
        return {
          variant: id,
          fallback:
            (match.arch === undefined && ofSystem.some((other) => other.match.arch !== undefined)) ||
            (match.formFactor === undefined && ofRow.some((other) => other.match.formFactor !== undefined)),
          why: found.because.join("\n"),
        };
      });
      return { os, arch, cells };
    });
  });
  return { columns, rows };
}
