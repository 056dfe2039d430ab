import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const groupsQuery = queryOptions({
  queryKey: ["groups"],
  queryFn: () => answerOf(api.GET("/api/v1/groups")),
});
export const groupQuery = (name: string) =>
  queryOptions({
    queryKey: ["groups", name],
    queryFn: () => answerOf(api.GET("/api/v1/groups/{name}", { params: { path: { name } } })),
  });
