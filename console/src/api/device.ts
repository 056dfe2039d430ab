import type { DeviceOrder } from "@shoal/protocol/api/device";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";
import { PAGE_ROWS } from "./page-rows.ts";

export interface DeviceFilter {
  query?: string;
  order?: DeviceOrder;
}

/** Ten thousand devices are twenty questions. */
export const LIST_ROWS = 500;

/** So many of the list, from a cursor on. */
export const devicePage = (filter: DeviceFilter, cursor: string | undefined) =>
  answerOf(
    api.GET("/api/v1/devices", {
      params: { query: { limit: LIST_ROWS, ...filter, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );

export const devicesQuery = (filter: DeviceFilter) =>
  infiniteQueryOptions({
    queryKey: ["devices", "list", filter] as const,
    meta: { refreshesItself: true },
    // Thousands of rows would be compared with themselves whenever a page comes.
    structuralSharing: false,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => devicePage(filter, pageParam),
    getNextPageParam: (last) => last.nextCursor,
    // The same devices in another order stay until they have come in it; others would be taken for those that were asked for.
    placeholderData: (before, asked) => (asked?.queryKey[2].query === filter.query ? before : undefined),
  });

/** The first few whose name has this in it; nothing for nothing. */
export const namedDevicesQuery = (name: string) =>
  queryOptions({
    queryKey: ["devices", "named", name],
    enabled: name !== "",
    queryFn: () => answerOf(api.GET("/api/v1/devices", { params: { query: { limit: 8, name } } })),
  });

/** That a device came, went, or is silent for too long is told by no event: thousands do it every minute. */
export const PRESENCE_MS = 10_000;

export const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: ["devices", id],
    refetchInterval: PRESENCE_MS,
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
    queryFn: () =>
      answerOf(api.GET("/api/v1/actions", { params: { query: { device, limit: PAGE_ROWS, newest: true } } })),
  });

/** Who is in a group changes with the device, with the group, and with time. */
export const deviceGroupsQuery = (id: string) =>
  queryOptions({
    queryKey: ["devices", id, "groups"],
    queryFn: () => answerOf(api.GET("/api/v1/devices/{id}/groups", { params: { path: { id } } })),
  });

/** What waits for its time, its ring, or somebody who asks for it: however old, it is still to come. */
export const deviceComesQuery = (device: string) =>
  queryOptions({
    queryKey: ["actions", "device", device, "scheduled"],
    queryFn: () =>
      answerOf(api.GET("/api/v1/actions", { params: { query: { device, state: "scheduled", limit: PAGE_ROWS } } })),
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

/** The last of its actions that failed. */
export const lastFailedQuery = (device: string) =>
  queryOptions({
    queryKey: ["actions", "device", device, "failed"],
    queryFn: async () => {
      const query = { device, state: "failed", newest: true, limit: 1 } as const;
      return (await answerOf(api.GET("/api/v1/actions", { params: { query } }))).items[0] ?? null;
    },
  });

/** What is known to be kept on a device. */
export const keptQuery = (device: string) =>
  queryOptions({
    queryKey: ["actions", "device", device, "cached"],
    queryFn: () => {
      const query = { device, state: "cached", newest: true, limit: PAGE_ROWS } as const;
      return answerOf(api.GET("/api/v1/actions", { params: { query } }));
    },
  });
