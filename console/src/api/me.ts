import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => answerOf(api.GET("/api/v1/me")),
});
