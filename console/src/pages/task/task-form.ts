import { LIMITS } from "@shoal/protocol/limits";
import { PRIORITY } from "@shoal/protocol/task/kinds";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { quoted } from "../../ui/shell-word.ts";
import { isAmong, isWithin } from "../../ui/within.ts";

/** One ring, as it is written in the form; numbers as they were typed. The last one takes what is left. */
export interface RingDraft {
  name: string;
  /** Percent of all targets until which it goes, the rings before counted in. */
  percent: number | string;
  successPercent: number | string;
  soakHours: number | string;
  /** A person opens the next one. */
  waits: boolean;
}

/** What a person has filled in so far; texts as they were typed. */
export interface TaskForm {
  package: string;
  version: string;
  kind: TaskSpec["kind"];
  /** `given`: as a command line or a program has said it, in words that this form has not. */
  who: "all" | "query" | "groups" | "given";
  query: string;
  groups: string[];
  delivery: TaskSpec["delivery"];
  urgency: NonNullable<TaskSpec["urgency"]>;
  /** As `datetime-local` has it, in the person's zone; "": none. */
  deadline: string;
  /** As it was typed, where it is no such number. */
  priority: number | string;
  rings: RingDraft[];
  /** Devices that become targets later are taken in, too. */
  dynamic: boolean;
  /** What a draft says that this form does not show; it stays as it is. */
  kept: Partial<TaskSpec>;
}

export const EMPTY_FORM: Omit<TaskForm, "package" | "version"> = {
  kind: "install",
  who: "all",
  query: "",
  groups: [],
  delivery: "pull",
  urgency: "required",
  deadline: "",
  priority: 0,
  rings: [],
  dynamic: false,
  kept: {},
};

/** A plan to begin with: few, some, all. */
export const FIRST_RINGS: readonly RingDraft[] = [
  { name: "pilots", percent: 5, successPercent: 95, soakHours: 24, waits: false },
  { name: "early", percent: 25, successPercent: 95, soakHours: 24, waits: false },
  { name: "rest", percent: 100, successPercent: 95, soakHours: 0, waits: false },
];

const HOUR_MS = 3_600_000;
export const PERCENT = { minimum: 0, maximum: 100 } as const;
export const SOAK_HOURS = { minimum: 0, maximum: LIMITS.ringMs / HOUR_MS } as const;

/** The first ring that has a number which is none of its kind. */
export function wrongRing({ rings, kept }: TaskForm): RingDraft | undefined {
  if (kept.rings !== undefined) return undefined;
  return rings.find(
    ({ percent, successPercent, soakHours }, at) =>
      !(at === rings.length - 1 || isAmong(percent, PERCENT)) ||
      !isAmong(successPercent, PERCENT) ||
      !isAmong(soakHours, SOAK_HOURS),
  );
}

/** @returns what the API is asked for; undefined: something is missing yet, or wrong */
export function specOf(form: TaskForm): TaskSpec | undefined {
  const targets = targetsOf(form);
  if (form.package === "" || form.version === "" || targets === undefined) return undefined;
  if (!isWithin(form.priority, PRIORITY) || wrongRing(form) !== undefined) return undefined;
  const deadlineMs = form.deadline === "" ? Number.NaN : Date.parse(form.deadline);
  const { targets: _, rings: keptRings, ...kept } = form.kept;
  const rings = keptRings ?? (form.rings.length === 0 ? undefined : form.rings.map(ringOf));
  return {
    ...kept,
    kind: form.kind,
    delivery: form.delivery,
    package: form.package,
    version: form.version,
    targets,
    ...(form.urgency === "required" ? {} : { urgency: form.urgency }),
    ...(Number.isNaN(deadlineMs) ? {} : { deadlineMs }),
    ...(form.priority === 0 ? {} : { priority: form.priority }),
    ...(rings === undefined ? {} : { rings, ...(form.dynamic ? { dynamic: true } : {}) }),
  };
}

function targetsOf({ who, query, groups, kept }: TaskForm): TaskSpec["targets"] | undefined {
  if (who === "given") return kept.targets;
  if (who === "all") return { all: true };
  if (who === "groups") return groups.length === 0 ? undefined : { groups };
  return query.trim() === "" ? undefined : { query: query.trim() };
}

/** Of a plan of which every number will do. */
function ringOf(ring: RingDraft, at: number, all: readonly RingDraft[]) {
  return {
    name: ring.name,
    ...(at === all.length - 1 ? { rest: true } : { percent: Number(ring.percent) }),
    success: Number(ring.successPercent),
    ...(Number(ring.soakHours) > 0 ? { soakMs: Math.round(Number(ring.soakHours) * HOUR_MS) } : {}),
    ...(ring.waits ? { next: "wait" as const } : {}),
  };
}

/** The same on a command line; of a new task, which has nothing that was given in other words. Rings are a file there, which is written first. */
export function lineOf(form: TaskForm): string {
  const query = `--query ${quoted(form.query.trim())}`;
  const who = { all: "--all", query, groups: groupsOf(form.groups), given: "" }[form.who];
  const words = [
    `shoal task create --package ${form.package}@${form.version} ${who}`,
    ...(form.kind === "install" ? [] : [`--kind ${form.kind}`]),
    `--${form.delivery}`,
    ...(form.urgency === "required" ? [] : [`--urgency ${form.urgency}`]),
    ...(form.deadline === "" ? [] : [`--deadline ${new Date(form.deadline).toISOString()}`]),
    ...(form.priority === 0 ? [] : [`--priority ${form.priority}`]),
    ...(form.rings.length === 0 ? [] : ["--rings plan.yaml", ...(form.dynamic ? ["--dynamic"] : [])]),
    "--start",
  ];
  const line = words.join(" ");
  return form.rings.length === 0 ? line : `cat > plan.yaml <<'END'\n${planOf(form.rings)}END\n${line}`;
}

const groupsOf = (groups: readonly string[]) => `--query ${quoted(`group:${groups.join(",")}`)}`;

function planOf(rings: readonly RingDraft[]): string {
  const lines = rings.flatMap((ring, at) => [
    `  - name: ${JSON.stringify(ring.name)}`,
    at === rings.length - 1 ? "    rest: true" : `    percent: ${ring.percent}`,
    `    success: ${ring.successPercent}`,
    ...(Number(ring.soakHours) > 0 ? [`    soak: ${ring.soakHours}h`] : []),
    ...(ring.waits ? ["    next: wait"] : []),
  ]);
  return `rings:\n${lines.join("\n")}\n`;
}
