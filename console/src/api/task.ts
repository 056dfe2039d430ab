import type { TaskCell } from "@shoal/protocol/api/task";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";
import { PAGE_ROWS } from "./page-rows.ts";

export const tasksQuery = queryOptions({
  queryKey: ["tasks", "list"],
  queryFn: () => answerOf(api.GET("/api/v1/tasks", { params: { query: { limit: PAGE_ROWS } } })),
});

/** What nobody has started yet. */
export const draftsQuery = queryOptions({
  queryKey: ["tasks", "list", "drafts"],
  queryFn: async () => {
    const ofState = async (state: "draft" | "awaiting-approval") =>
      (await answerOf(api.GET("/api/v1/tasks", { params: { query: { limit: PAGE_ROWS, state } } }))).items;
    return [...(await ofState("awaiting-approval")), ...(await ofState("draft"))];
  },
});

/** Those that run now. */
export const runningTasksQuery = queryOptions({
  queryKey: ["tasks", "list", "running"],
  queryFn: () => answerOf(api.GET("/api/v1/tasks", { params: { query: { limit: PAGE_ROWS, state: "running" } } })),
});

/** Whether one has come to its end. */
export const anyFinishedQuery = queryOptions({
  queryKey: ["tasks", "list", "finished"],
  queryFn: async () => {
    const { items } = await answerOf(api.GET("/api/v1/tasks", { params: { query: { limit: 1, state: "finished" } } }));
    return items.length > 0;
  },
});

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ["tasks", id],
    queryFn: () => answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } })),
  });

export const taskFailuresQuery = (task: string) =>
  queryOptions({
    queryKey: ["tasks", task, "failures"],
    queryFn: () =>
      answerOf(api.GET("/api/v1/history/failures", { params: { query: { task, limit: 100, standing: true } } })),
  });

export const explainQuery = (id: string, device: string) =>
  queryOptions({
    queryKey: ["tasks", id, "explain", device],
    queryFn: () => answerOf(api.GET("/api/v1/tasks/{id}/explain/{device}", { params: { path: { id, device } } })),
  });

/** Only of a task that has rings and was started. */
export const rolloutQuery = (id: string) =>
  queryOptions({
    queryKey: ["tasks", id, "rollout"],
    queryFn: () => answerOf(api.GET("/api/v1/tasks/{id}/rollout", { params: { path: { id } } })),
  });

/** Where a task's bytes came from. */
export const sessionTreeQuery = (id: string) =>
  queryOptions({
    queryKey: ["tasks", id, "sessions"],
    queryFn: () => answerOf(api.GET("/api/v1/tasks/{id}/sessions", { params: { path: { id } } })),
  });
export const sessionPartsQuery = (id: string, subnet: string) =>
  queryOptions({
    queryKey: ["tasks", id, "sessions", subnet],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/tasks/{id}/sessions/parts", { params: { path: { id }, query: { subnet, limit: 500 } } }),
      ),
  });

const eventsOf = (id: string, cursor?: string) =>
  answerOf(
    api.GET("/api/v1/tasks/{id}/events", {
      params: { path: { id }, query: { limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );

/** What has happened in a task by now, page after page; events do not make it old, so that it stays where it is. */
export const taskEventsQuery = (id: string, sinceMs: number) =>
  infiniteQueryOptions({
    queryKey: ["task-events", id, sinceMs],
    staleTime: "static",
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => eventsOf(id, pageParam),
    getNextPageParam: (last) => last.nextCursor,
  });
/** The first page of it, as it is at each moment. */
export const newestEventsQuery = (id: string) =>
  queryOptions({ queryKey: ["tasks", id, "events"], queryFn: () => eventsOf(id) });

/** How far a task is on every device, page after page, each as long as they may be. */
export async function allCellsOf(id: string): Promise<TaskCell[]> {
  const rows: TaskCell[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await answerOf(api.GET("/api/v1/tasks/{id}/cells", { params: { path: { id }, query } }));
    rows.push(...(page.items as TaskCell[]));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return rows;
}
