import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: () => answerOf(api.GET("/api/v1/channels")),
});
