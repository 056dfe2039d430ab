import type { FleetApplySpec, FleetPlan } from "@shoal/protocol/api/fleet-plan";
import { failureFromAnswer } from "../api/problem.ts";
import type { Invocation } from "../command/invocation.ts";
import { Failure } from "../exit/failure.ts";
import { type Declared, failureWithPlaces, loadFleet } from "./load.ts";
import { sourceOf } from "./source.ts";

/** Options that say which files, and whose they are. */
export interface FilesOptions {
  file: string;
  source?: string;
  prune?: boolean;
  empty?: boolean;
}

export interface Loaded {
  where: string;
  declared: Declared[];
  request: FleetApplySpec;
}

/** The files as one request. @throws Failure with every problem and its place, and where there is nothing in them */
export async function loadRequest({ shell }: Invocation, options: FilesOptions): Promise<Loaded> {
  const { file: where, prune = false, empty = false } = options;
  const declared = await loadFleet(shell.cwd, where);
  if (declared.length === 0 && !(prune && empty))
    throw new Failure({
      title: `${where} declares nothing`,
      detail: prune
        ? "With --prune, everything that was applied from there before would be deleted."
        : "There is no .yaml or .yml file in it with a document.",
      hint: prune
        ? "Check the folder; where it is meant, say --prune --empty."
        : "examples/fleet is one to start from; shoal fleet export writes what there is now.",
      code: "fleet-empty",
    });
  const request = {
    ...(await sourceOf(shell.cwd, where, options.source)),
    objects: declared.map((each) => each.object),
    ...(prune ? { prune } : {}),
    ...(empty ? { empty } : {}),
  };
  return { where, declared, request };
}

/** One request, one transaction. @throws Failure with every problem and its place in the files */
export async function askServer(
  invocation: Invocation,
  { where, declared, request }: Loaded,
  more: Pick<FleetApplySpec, "dryRun" | "plan">,
): Promise<FleetPlan> {
  const api = await invocation.api();
  const { data, error, response } = await api.POST("/api/v1/fleet/apply", { body: { ...request, ...more } as never });
  if (response.ok && data) return data as FleetPlan;
  throw (
    failureWithPlaces(where, error, declared) ??
    failureFromAnswer(response.status, response.statusText, error, "/api/v1/fleet/apply")
  );
}
