import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const enrolmentTokensQuery = queryOptions({
  queryKey: ["enrolment", "tokens"],
  queryFn: () => answerOf(api.GET("/api/v1/enrolment-tokens")),
});

/** Devices that wait for a person. */
export const enrolmentRequestsQuery = queryOptions({
  queryKey: ["enrolment", "requests"],
  queryFn: () => answerOf(api.GET("/api/v1/enrolment-requests")),
});

/** Devices that were announced. */
export const registrationsQuery = queryOptions({
  queryKey: ["enrolment", "registrations"],
  queryFn: () => answerOf(api.GET("/api/v1/registrations")),
});

/** What a device is pinned to that comes without a token. */
export const enrolmentPinQuery = queryOptions({
  queryKey: ["enrolment", "pin"],
  queryFn: () => answerOf(api.GET("/api/v1/enrolment-pin")),
});
