import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

/** Names and who may use them; values are given back by nothing. */
export const secretsQuery = queryOptions({
  queryKey: ["secrets"],
  queryFn: () => answerOf(api.GET("/api/v1/secrets")),
});
