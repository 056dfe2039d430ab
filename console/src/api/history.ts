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
/** A failure is told of with thousands of others, and the question is one of all of them: it is asked by the clock. */
const FAILED_MS = 15_000;

/** By cause, those that were not tried again. */
export const failedQuery = (since: number) =>
  queryOptions({
    queryKey: ["history", "failed", since],
    refetchInterval: FAILED_MS,
    queryFn: () =>
      answerOf(api.GET("/api/v1/history/failures", { params: { query: { since, limit: 5, standing: true } } })),
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
