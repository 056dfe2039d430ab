import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";
import { PAGE_ROWS } from "./page-rows.ts";

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
