import type { FleetChange, FleetPlan, FleetPlanItem } from "@shoal/protocol/api/fleet-plan";
import { type SettingKey, settingRow } from "@shoal/protocol/settings/rows";
import { formatSetting } from "../settings/format.ts";
import { devices } from "../terminal/counted.ts";
import { formatDuration } from "../terminal/duration.ts";
import { printable } from "../terminal/printable.ts";
import type { Style } from "../terminal/style.ts";
import { type Declared, placeOf } from "./load.ts";

const SIGNS = { create: "+", change: "~", same: "=", delete: "-", forget: "-" } as const;
const MOST = 100;

/** A plan for people: each thing with what becomes another, and what that means for devices. What stays the same is only counted. */
export function planLines(plan: FleetPlan, declared: readonly Declared[], style: Style): string[] {
  return plan.items
    .filter((item) => item.verb !== "same" || item.takesOver !== undefined)
    .flatMap((item) => itemLines(item, declared, style));
}

function itemLines(item: FleetPlanItem, declared: readonly Declared[], style: Style): string[] {
  const { kind, name, verb, object, takesOver, drift, managed, taskId } = item;
  const colour = { create: style.green, change: style.yellow, same: style.dim, delete: style.red, forget: style.red }[
    verb
  ];
  const at = object === undefined ? undefined : declared[object];
  const place = at === undefined ? "" : ` ${style.dim(placeOf(at))}`;
  const words = verb === "forget" ? " (is managed no more)" : taskId === undefined ? "" : ` (task ${taskId})`;
  const remarks = [
    ...(takesOver === undefined ? [] : [`${takesOver}: these files take it over`]),
    ...(drift ? [`somebody changed it on the server since it was applied${since(managed)}`] : []),
  ];
  return [
    `${colour(`${SIGNS[verb]} ${kind} ${printable(name)}`)}${words}${place}`,
    ...remarks.map((remark) => `    ${style.yellow(printable(remark))}`),
    ...item.changes.map((change) => `    ${changeLine(change, verb === "create")}`),
    ...(verb === "same" ? [] : item.effects.map((effect) => `    ${style.dim("→")} ${printable(effect)}`)),
  ];
}

function since(managed: FleetPlanItem["managed"]): string {
  return managed?.revision === undefined ? "" : ` (${managed.revision.slice(0, 12)})`;
}

function changeLine({ path, before, after }: FleetChange, isNew: boolean): string {
  const [from, to] = [before, after].map((value) => shown(path, value));
  return printable(isNew || before === undefined ? `${path}: ${to}` : `${path}: ${from} → ${to}`);
}

function shown(path: string, value: unknown): string {
  if (value === undefined) return "nothing";
  const key = path.split(".").at(-1)!;
  if (/^(values|settings)\./.test(path) && settingRow(key))
    return cut(formatSetting(key as SettingKey, value as never));
  if (typeof value === "number" && /Ms$/.test(key))
    return key === "deadlineMs" ? new Date(value).toISOString() : value === 0 ? "never" : formatDuration(value);
  return cut(typeof value === "string" ? value || '""' : JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** `2 to create, 1 to delete; 12 stay the same. 40 devices would be another way.` */
export function planSummary({ counts, devices: hit }: FleetPlan, done: boolean): string {
  const said = (["create", "change", "delete", "forget"] as const)
    .filter((verb) => counts[verb] > 0)
    .map((verb) => `${counts[verb]} ${done ? DONE[verb] : `to ${verb}`}`);
  const same =
    counts.same === 0
      ? ""
      : `${said.length > 0 ? "; " : ""}${counts.same} stay${counts.same === 1 ? "s" : ""} the same`;
  const reach =
    hit === 0
      ? "No device is another way by it."
      : `${devices(hit)} ${done ? (hit === 1 ? "is" : "are") : "would be"} another way.`;
  return `${said.join(", ")}${same || (said.length === 0 ? "nothing is declared" : "")}. ${reach}`;
}

const DONE = { create: "created", change: "changed", delete: "deleted", forget: "forgotten" } as const;

/** Whether the files and the server differ. */
export function differs({ counts }: FleetPlan): boolean {
  return counts.create + counts.change + counts.delete + counts.forget > 0;
}
