import type { ExitCodes } from "@shoal/protocol/package/exit-codes";
import type { Variant } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { type PackageProblem, problemAt } from "./problem.ts";

const MEANINGS = ["success", "softReboot", "hardReboot", "retry"] as const;

/** One exit code has one meaning. */
export function checkExitCodes(exitCodes: ExitCodes | undefined, path: Path): PackageProblem[] {
  const meanings = new Map<number, string>();
  return MEANINGS.flatMap((meaning) =>
    (exitCodes?.[meaning] ?? []).flatMap((code, at) => {
      const before = meanings.get(code);
      meanings.set(code, before ?? meaning);
      return before === undefined
        ? []
        : problemAt([...path, "exitCodes", meaning, at], say("pkg-both", { code, one: before, other: meaning }));
    }),
  );
}

/** A removal rule says one way, and only what its installer knows. */
export function checkRemove(variant: Variant, path: Path): PackageProblem[] {
  const { remove, installer } = variant;
  if (remove === undefined) return [];
  const here: Path = [...path, "remove"];
  if (remove.command !== undefined && remove.run !== undefined)
    return problemAt([...here, "run"], say("pkg-remove-both"));
  if (remove.interpreter !== undefined && remove.run === undefined)
    return problemAt([...here, "interpreter"], say("pkg-interpreter"));
  if (remove.purge !== undefined && installer.kind !== "deb") return problemAt([...here, "purge"], say("pkg-purge"));
  if (["script", "exec"].includes(installer.kind) && remove.command === undefined && remove.run === undefined)
    return problemAt(here, say("pkg-remove-nothing", { installer: installer.kind }), say("pkg-command-or-run"));
  return [];
}
