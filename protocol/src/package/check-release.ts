import { Compile } from "typebox/compile";
import { checkSchema } from "../schema/check.ts";
import type { DocumentProblem, JsonSchema } from "../schema/json-schema.ts";
import { Release } from "./release.ts";

const validator = Compile(Release);

/** Whether a decoded value has the shape of a release. Whether it makes sense is for `core/package`. Never throws. */
export function checkReleaseShape(
  value: unknown,
): { ok: true; release: Release } | { ok: false; problems: DocumentProblem[] } {
  const problems = checkSchema(Release as unknown as JsonSchema, value);
  if (problems.length > 0) return { ok: false, problems };
  if (!validator.Check(value))
    return { ok: false, problems: [{ path: [], on: "value", message: "not the shape of a release" }] };
  return { ok: true, release: value as Release };
}
