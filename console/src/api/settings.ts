import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";
import { PAGE_ROWS } from "./page-rows.ts";

export const settingSetsQuery = queryOptions({
  queryKey: ["settings", "sets"],
  queryFn: () => answerOf(api.GET("/api/v1/setting-sets")),
});

export const settingSetQuery = (name: string) =>
  queryOptions({
    queryKey: ["settings", "sets", name],
    queryFn: () => answerOf(api.GET("/api/v1/setting-sets/{name}", { params: { path: { name } } })),
  });

/** On how many of its devices a set is in force, and which are still without it. */
export const settingReachQuery = (name: string) =>
  queryOptions({
    queryKey: ["settings", "sets", name, "reach"],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/setting-sets/{name}/reach", { params: { path: { name }, query: { limit: PAGE_ROWS } } }),
      ),
  });

/** Every setting of a device, and where its value comes from. */
export const deviceSettingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["settings", "device", id],
    queryFn: () => answerOf(api.GET("/api/v1/devices/{id}/settings", { params: { path: { id } } })),
  });
