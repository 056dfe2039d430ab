import pc from "picocolors";

export type Style = ReturnType<typeof pc.createColors>;

/** Colour for one stream. NO_COLOR (any value but empty) wins over all but the flag; FORCE_COLOR is for CI logs. */
export function styleFor(
  stream: { isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
  wanted: boolean,
): Style {
  return pc.createColors(wanted && decide(stream, env));
}

function decide(stream: { isTTY?: boolean | undefined }, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0";
  return stream.isTTY === true && env.TERM !== "dumb";
}
