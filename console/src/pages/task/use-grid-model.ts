import type { ActionState } from "@shoal/protocol/action/state";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { allCellsOf } from "../../api/task.ts";
import { useEvents } from "../../live/use-live.ts";
import { reasonLine } from "../../text/said.ts";
import { type Cell, type CellChange, GridModel } from "./grid-model.ts";
import { lastAttempts } from "./last-attempts.ts";

async function readCells(id: string): Promise<Cell[]> {
  return lastAttempts(await allCellsOf(id)).map((row) => ({
    actionId: row.id,
    deviceId: row.deviceId,
    device: row.device,
    ring: row.ring ?? "",
    subnet: row.subnet ?? "",
    state: row.state,
    reason: reasonLine(row.reason),
    attempt: row.attempt,
    updatedMs: row.updatedMs,
  }));
}

/** What the server does with many at once it tells in one event: rings that open, what is cancelled, superseded or tried again. */
const readAnew = (kind: string, isOurs: boolean): boolean =>
  kind === "gap" ||
  (isOurs && /^(task|rollout)\./.test(kind)) ||
  /^(task\.(started|rolled-back|moved)|device\.(revoked|retired|returned))$/.test(kind);

/** So that one order is one question, whatever follows from it. */
const SETTLE_MS = 400;

/** It keeps itself up to date as long as it is looked at, and is asked for anew after that; thousands of rows are not compared with themselves. */
const ONCE = { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: "always", structuralSharing: false } as const;

/** The cells of a task, kept up to date by the stream of events and never sorted anew. */
export function useGridModel(task: string, rings: readonly string[]) {
  const client = useQueryClient();
  const key = ["grid", task];
  const answer = useQuery({ queryKey: key, queryFn: () => readCells(task), ...ONCE });
  const ringNames = rings.join("\n");
  const before = useRef<GridModel>(undefined);
  const model = useMemo(
    () =>
      answer.data &&
      new GridModel(answer.data, ringNames.split("\n"), {
        before: before.current,
        soon: (tell) => requestAnimationFrame(tell),
      }),
    [answer.data, ringNames],
  );
  before.current = model;
  /** What was said while the list was on its way. */
  const early = useRef<CellChange[]>([]);
  useEffect(() => {
    for (const change of early.current.splice(0)) model?.apply(change);
  }, [model]);
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  const reread = () => {
    again.current = undefined;
    void client.invalidateQueries({ queryKey: key });
  };
  useEffect(() => () => clearTimeout(again.current), []);
  useEvents(({ kind, data, atMs }) => {
    if (readAnew(kind, data["taskId"] === task)) again.current ??= setTimeout(reread, SETTLE_MS);
    if (kind !== "action.step" || data["taskId"] !== task) return;
    const change = {
      actionId: String(data["actionId"]),
      deviceId: String(data["deviceId"]),
      state: data["state"] as ActionState,
      reason: reasonLine(data["reason"] as { code?: string; detail?: string } | undefined),
      updatedMs: atMs,
    };
    if (model === undefined || answer.isFetching) early.current.push(change);
    if (model?.apply(change) === false) again.current ??= setTimeout(reread, SETTLE_MS);
  });
  return { answer, model };
}

/** Changes with each change of a cell. */
export function useGridVersion(model: GridModel): number {
  return useSyncExternalStore(model.onChange, () => model.version);
}
