import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

/** Whose releases devices trust. */
export const trustQuery = queryOptions({
  queryKey: ["trust"],
  queryFn: () => answerOf(api.GET("/api/v1/trust")),
});
