import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

/** What ended on each of the last days, the oldest first. */
export const daysQuery = (days: number) =>
  queryOptions({
    queryKey: ["history", "days", days],
    queryFn: () => answerOf(api.GET("/api/v1/history/days", { params: { query: { days } } })),
  });
export const failingQuery = (since: number) =>
  queryOptions({
    queryKey: ["history", "failing", since],
    queryFn: () => answerOf(api.GET("/api/v1/history/failing", { params: { query: { since, limit: 10 } } })),
  });
export const slowestQuery = (since: number) =>
  queryOptions({
    queryKey: ["history", "slowest", since],
    queryFn: () => answerOf(api.GET("/api/v1/history/slowest", { params: { query: { since, limit: 10 } } })),
  });
export const successQuery = (since: number) =>
  queryOptions({
    queryKey: ["history", "success", since],
    queryFn: () => answerOf(api.GET("/api/v1/history/success-rate", { params: { query: { since } } })),
  });
