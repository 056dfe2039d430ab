import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const authoritiesQuery = queryOptions({
  queryKey: ["authorities"],
  queryFn: () => answerOf(api.GET("/api/v1/authorities")),
});

export const proxiesQuery = queryOptions({
  queryKey: ["proxies"],
  queryFn: () => answerOf(api.GET("/api/v1/proxy-certificates")),
});
