import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const tokensQuery = (all: boolean) =>
  queryOptions({
    queryKey: ["tokens", all],
    queryFn: () => answerOf(api.GET("/api/v1/tokens", { params: { query: all ? { all } : {} } })),
  });
