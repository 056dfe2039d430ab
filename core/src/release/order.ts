import type { Candidate, ReleaseId } from "./candidate.ts";
import type { Installed } from "./dependants.ts";

/** One release that is installed before another. */
export interface PlannedStep extends ReleaseId {
  /** Packages among the steps that it needs itself. */
  after: readonly string[];
}

/** What is not there yet, each behind what it needs; the target is not among them. */
export function stepsOf(
  target: Candidate,
  chosen: ReadonlyMap<string, Candidate>,
  installed: Installed,
): { steps: PlannedStep[]; after: string[]; stays: string[] } {
  const steps = new Map<string, PlannedStep>();
  const done = new Set<string>();
  const place = (candidate: Candidate): string[] => {
    for (const { package: name } of candidate.needs) {
      if (done.has(name)) continue;
      done.add(name);
      const needed = chosen.get(name)!;
      const after = place(needed);
      if (installed.get(name) !== needed.version) steps.set(name, { package: name, version: needed.version, after });
    }
    // What stays as it is may itself need something that comes.
    return [...new Set(candidate.needs.flatMap((need) => comingFor(need.package, chosen, steps)))];
  };
  done.add(target.package);
  const after = place(target);
  const stays = [...chosen.keys()].filter((name) => name !== target.package && !steps.has(name)).sort();
  return { steps: [...steps.values()], after, stays };
}

/** The step of a package; of one that stays, the steps that it needs. */
function comingFor(
  name: string,
  chosen: ReadonlyMap<string, Candidate>,
  steps: ReadonlyMap<string, PlannedStep>,
): string[] {
  if (steps.has(name)) return [name];
  return (chosen.get(name)?.needs ?? []).flatMap((need) => comingFor(need.package, chosen, steps));
}

/** Whether what was chosen leads from a release back to itself, and by what. */
export function circleThrough(
  start: Candidate,
  chosen: ReadonlyMap<string, Candidate>,
): readonly ReleaseId[] | undefined {
  const seen = new Set<string>();
  const way: Candidate[] = [];
  const leadsBack = (from: Candidate): boolean => {
    way.push(from);
    for (const { package: name } of from.needs) {
      if (name === start.package) return true;
      const next = chosen.get(name);
      if (!next || seen.has(name)) continue;
      seen.add(name);
      if (leadsBack(next)) return true;
    }
    way.pop();
    return false;
  };
  return leadsBack(start) ? way.map(({ package: name, version }) => ({ package: name, version })) : undefined;
}
