import { includesInterval } from "../version/interval.ts";
import type { Conditions } from "./conditions.ts";

/** Whether whatever meets `a` meets `b` too, and not the other way round. A strict partial order. */
export function isMoreSpecific(a: Conditions, b: Conditions): boolean {
  return implies(a, b) && !implies(b, a);
}

function implies(a: Conditions, b: Conditions): boolean {
  return (
    isSubset(a.os, b.os) &&
    (b.osVersion === undefined || (a.osVersion !== undefined && includesInterval(b.osVersion, a.osVersion))) &&
    (b.distribution === undefined || (a.distribution !== undefined && isSubset(a.distribution, b.distribution))) &&
    isSubset(a.arch, b.arch) &&
    isSubset(a.bitness, b.bitness) &&
    isSubset(a.formFactor, b.formFactor)
  );
}

function isSubset(inner: ReadonlySet<unknown>, outer: ReadonlySet<unknown>): boolean {
  for (const value of inner) if (!outer.has(value)) return false;
  return true;
}
