import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: () => answerOf(api.GET("/api/v1/roles")),
});

/** Everything that can be allowed: it changes with the server alone. */
export const permissionsQuery = queryOptions({
  queryKey: ["permissions"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => answerOf(api.GET("/api/v1/permissions")),
});
