import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const operatorsQuery = queryOptions({
  queryKey: ["operators"],
  queryFn: () => answerOf(api.GET("/api/v1/operators")),
});
