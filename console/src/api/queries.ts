import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

/** Rows of one page of a list. */
const PAGE_ROWS = 100;

/*
 * Everything that pages ask the server for. Keys begin with the noun, so that an event about a noun can say what is old.
 */

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => answerOf(api.GET("/api/v1/me")),
});

export interface DeviceFilter {
  query?: string;
  name?: string;
}
export const devicesQuery = (filter: DeviceFilter) =>
  infiniteQueryOptions({
    queryKey: ["devices", "list", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/v1/devices", {
          params: { query: { limit: PAGE_ROWS, ...filter, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });
/** The first few whose name has this in it; nothing for nothing. */
export const namedDevicesQuery = (name: string) =>
  queryOptions({
    queryKey: ["devices", "named", name],
    enabled: name !== "",
    queryFn: () => answerOf(api.GET("/api/v1/devices", { params: { query: { limit: 8, name } } })),
  });
export const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: ["devices", id],
    queryFn: () => answerOf(api.GET("/api/v1/devices/{id}", { params: { path: { id } } })),
  });
export const deviceHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ["devices", id, "history"],
    queryFn: () => answerOf(api.GET("/api/v1/devices/{id}/history", { params: { path: { id } } })),
  });
export const deviceActionsQuery = (device: string) =>
  queryOptions({
    queryKey: ["actions", "device", device],
    queryFn: () => answerOf(api.GET("/api/v1/actions", { params: { query: { device, limit: PAGE_ROWS } } })),
  });
/** How many devices there are of a kind, at this moment. */
export const countQuery = (query: string | undefined) =>
  queryOptions({
    queryKey: ["devices", "count", query ?? ""],
    queryFn: () =>
      answerOf(
        api.POST("/api/v1/targets/count", { body: { targets: query === undefined ? { all: true } : { query } } }),
      ),
  });

export const packagesQuery = queryOptions({
  queryKey: ["packages"],
  queryFn: () => answerOf(api.GET("/api/v1/packages", { params: { query: { limit: 500 } } })),
});
export const packageQuery = (name: string) =>
  queryOptions({
    queryKey: ["packages", name],
    queryFn: () => answerOf(api.GET("/api/v1/packages/{name}", { params: { path: { name } } })),
  });
export const releaseQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: ["packages", name, version],
    queryFn: () =>
      answerOf(api.GET("/api/v1/packages/{name}/releases/{version}", { params: { path: { name, version } } })),
  });

export const tasksQuery = queryOptions({
  queryKey: ["tasks", "list"],
  queryFn: () => answerOf(api.GET("/api/v1/tasks", { params: { query: { limit: PAGE_ROWS } } })),
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

/** Whose releases devices trust. */
export const trustQuery = queryOptions({
  queryKey: ["trust"],
  queryFn: () => answerOf(api.GET("/api/v1/trust")),
});
export const auditQuery = (limit: number) =>
  queryOptions({
    queryKey: ["audit", limit],
    queryFn: () => answerOf(api.GET("/api/v1/audit", { params: { query: { limit } } })),
  });
