import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const auditQuery = (limit: number) =>
  queryOptions({
    queryKey: ["audit", limit],
    queryFn: () => answerOf(api.GET("/api/v1/audit", { params: { query: { limit } } })),
  });
