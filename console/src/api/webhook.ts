import type { DeliveryState } from "@shoal/protocol/webhook/delivery-state";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";
import { PAGE_ROWS } from "./page-rows.ts";

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: () => answerOf(api.GET("/api/v1/webhooks")),
});

export const webhookQuery = (name: string) =>
  queryOptions({
    queryKey: ["webhooks", name],
    queryFn: () => answerOf(api.GET("/api/v1/webhooks/{name}", { params: { path: { name } } })),
  });

export const deliveriesQuery = (name: string, state: DeliveryState | undefined) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", name, "deliveries", state ?? ""],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answerOf(
        api.GET("/api/v1/webhooks/{name}/deliveries", {
          params: {
            path: { name },
            query: {
              limit: PAGE_ROWS,
              ...(state === undefined ? {} : { state }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });

/** Log systems that are sent what happens. */
export const feedsQuery = queryOptions({
  queryKey: ["siem"],
  queryFn: () => answerOf(api.GET("/api/v1/siem")),
});
