import { ERRORS } from "@shoal/protocol/errors/catalogue";
import type { Problem } from "@shoal/protocol/errors/problem";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import { parseFleetFile } from "@shoal/protocol/fleet/parse";
import { LIMITS } from "@shoal/protocol/limits";
import type { PositionOf } from "@shoal/protocol/yaml/parse-yaml";
import { Failure } from "../exit/failure.ts";
import { problemLine } from "../package/invalid.ts";
import { readFleetFiles } from "./read-files.ts";
import { toObject } from "./to-object.ts";

/** Something that is declared, and where. */
export interface Declared {
  object: FleetObject;
  file: string;
  positionOf: PositionOf;
}

/** Everything that the files declare. @throws Failure with every problem and its place */
export async function loadFleet(cwd: string, where: string): Promise<Declared[]> {
  const declared: Declared[] = [];
  const problems: string[] = [];
  for (const { shown, text } of await readFleetFiles(cwd, where))
    for (const parsed of parseFleetFile(text ?? " ".repeat(LIMITS.fleetFileBytes + 1))) {
      if (!parsed.ok) {
        problems.push(...parsed.problems.map((each) => problemLine(shown, each)));
        continue;
      }
      const converted = toObject(parsed.file);
      for (const each of converted.problems)
        problems.push(problemLine(shown, { ...each, ...parsed.positionOf(each.path, each.on) }));
      if (converted.object) declared.push({ object: converted.object, file: shown, positionOf: parsed.positionOf });
    }
  problems.push(...declaredTwice(declared));
  if (declared.length > LIMITS.fleetObjects)
    problems.push(
      `${where}: ${declared.length} documents; one apply takes ${LIMITS.fleetObjects}: split it into sources`,
    );
  if (problems.length > 0) throw invalidFleet(where, problems.sort(byPlace));
  return declared;
}

function declaredTwice(declared: readonly Declared[]): string[] {
  const first = new Map<string, Declared>();
  return declared.flatMap((each) => {
    // Names of sets are told apart by more than case.
    const name = each.object.kind === "setting-set" ? each.object.name.toLowerCase() : each.object.name;
    const key = `${each.object.kind} ${name}`;
    const other = first.get(key);
    if (!other) {
      first.set(key, each);
      return [];
    }
    const message = `${each.object.kind} ${each.object.name} is declared twice`;
    return [lineAt(each, message, ["name"], `the first one is at ${placeOf(other)}`)];
  });
}

/** `fleet/groups.yaml:7` */
export function placeOf({ file, positionOf }: Declared): string {
  return `${file}:${positionOf(["name"]).line}`;
}

function lineAt({ file, positionOf }: Declared, message: string, path: readonly string[], hint?: string): string {
  return problemLine(file, { ...positionOf(path), message, ...(hint === undefined ? {} : { hint }) });
}

/** What the server says is wrong, each with its place in the files. Undefined where it is another error. */
export function failureWithPlaces(where: string, body: unknown, declared: readonly Declared[]): Failure | undefined {
  const { code, problems, requestId } = (body ?? {}) as Partial<Problem>;
  if (code !== "fleet-invalid" || !problems || problems.length === 0) return undefined;
  const lines = problems.map(({ object, kind, name, detail, path }) => {
    const at = object === undefined ? undefined : declared[object];
    return at
      ? lineAt(at, `${kind} ${name}: ${detail}`, path === undefined ? ["name"] : path.split("."))
      : `not in the files any more: ${kind} ${name}: ${detail}`;
  });
  return invalidFleet(where, lines.sort(byPlace), requestId);
}

/** By file, then by line as a number. */
function byPlace(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

function invalidFleet(where: string, problems: readonly string[], requestId?: string): Failure {
  const { title, hint } = ERRORS["fleet-invalid"];
  const count = problems.length === 1 ? "one problem; it is" : `${problems.length} problems; they are`;
  return new Failure({
    title,
    detail: `${where} has ${count} above.`,
    hint,
    code: "fleet-invalid",
    problems,
    requestId,
  });
}
