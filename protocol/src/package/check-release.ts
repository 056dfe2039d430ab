import { Check } from "typebox/value";
import { checkSchema } from "../schema/check.ts";
import type { DocumentProblem, JsonSchema } from "../schema/json-schema.ts";
import { Release } from "./release.ts";

/** Whether a decoded value has the shape of a release. Whether it makes sense is for `core/package`. Never throws. */
export function checkReleaseShape(
  value: unknown,
): { ok: true; release: Release } | { ok: false; problems: DocumentProblem[] } {
  const problems = checkSchema(Release as unknown as JsonSchema, value);
  if (problems.length > 0) return { ok: false, problems };
  // Not compiled: a browser that keeps to our policy runs no code that was made from text.
  if (!Check(Release, value))
    return { ok: false, problems: [{ path: [], on: "value", message: "not the shape of a release" }] };
  return { ok: true, release: value as Release };
}
