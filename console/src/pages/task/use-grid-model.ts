import type { ActionState } from "@shoal/protocol/action/state";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { allActionsOf } from "../../api/task.ts";
import { useEvents } from "../../live/use-live.ts";
import { reasonLine } from "../../text/said.ts";
import { type Cell, type CellChange, GridModel } from "./grid-model.ts";
import { lastAttempts } from "./last-attempts.ts";

async function readCells(id: string): Promise<Cell[]> {
  return lastAttempts(await allActionsOf(id)).map((row) => ({
    actionId: row.id,
    deviceId: row.deviceId,
    device: row.device,
    ring: row.ring ?? "",
    state: row.state,
    reason: reasonLine(row.reason),
    attempt: row.attempt,
    updatedMs: row.updatedMs,
  }));
}

/** The cells of a task, kept up to date by the stream of events and never sorted anew. */
export function useGridModel(task: string, rings: readonly string[]) {
  const client = useQueryClient();
  const key = ["grid", task];
  const answer = useQuery({ queryKey: key, queryFn: () => readCells(task), staleTime: Number.POSITIVE_INFINITY });
  const ringNames = rings.join("\n");
  const model = useMemo(
    () => (answer.data === undefined ? undefined : new GridModel(answer.data, ringNames.split("\n"))),
    [answer.data, ringNames],
  );
  /** What was said while the list was on its way. */
  const early = useRef<CellChange[]>([]);
  useEffect(() => {
    for (const change of early.current.splice(0)) model?.apply(change);
  }, [model]);
  useEvents(({ kind, data, atMs }) => {
    const restart = kind === "gap" || (/^task\.(started|retried|moved)$/.test(kind) && data["taskId"] === task);
    if (restart) return void client.invalidateQueries({ queryKey: key });
    if (kind !== "action.step" || data["taskId"] !== task) return;
    const reason = data["reason"] as { code?: string; detail?: string } | undefined;
    const change = {
      actionId: String(data["actionId"]),
      deviceId: String(data["deviceId"]),
      state: data["state"] as ActionState,
      reason: reasonLine(reason),
      updatedMs: atMs,
    };
    if (model === undefined || answer.isFetching) early.current.push(change);
    if (model?.apply(change) === false) void client.invalidateQueries({ queryKey: key });
  });
  return { answer, model };
}

/** Changes with each change of a cell. */
export function useGridVersion(model: GridModel): number {
  return useSyncExternalStore(model.onChange, () => model.version);
}
