import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

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
