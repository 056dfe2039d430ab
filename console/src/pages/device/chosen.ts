import { LIMITS } from "@shoal/protocol/limits";
import type { Targets } from "@shoal/protocol/task/task";
import { quoted } from "../../ui/shell-word.ts";

/** Whom an order over many is for: rows that were chosen, or all that a query names at the moment of the order. */
export interface Chosen {
  targets: Targets;
  /** So many are meant, as the person has seen. */
  confirm?: number;
  count: number;
  /** As options of the command line. */
  options: string;
  /** What a new task for the same begins with; undefined where they are too many to be named. */
  task: { query?: string } | undefined;
}

export function chosenRows(ids: readonly string[]): Chosen {
  const query = `id:${ids.join(",")}`;
  return {
    targets: { deviceIds: [...ids] },
    count: ids.length,
    options: ids.map((id) => `--device ${quoted(id)}`).join(" "),
    task: query.length <= LIMITS.queryChars ? { query } : undefined,
  };
}

export function chosenQuery(query: string | undefined, count: number): Chosen {
  if (query === undefined) return { targets: { all: true }, count, options: "--all", task: {} };
  return { targets: { query }, confirm: count, count, options: `--query ${quoted(query)} --yes`, task: { query } };
}
