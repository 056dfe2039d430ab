import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";
import { PAGE_ROWS } from "./page-rows.ts";

export interface AuditFilter {
  actor?: string;
  what?: string;
  subject?: string;
  since?: number;
  until?: number;
}

export const lastAuditQuery = (limit: number) =>
  queryOptions({
    queryKey: ["audit", "last", limit],
    queryFn: () => answerOf(api.GET("/api/v1/audit", { params: { query: { limit } } })),
  });

export const auditPagesQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", "list", filter],
    // No event says that there is more of it: whoever comes to look sees what is there now.
    staleTime: 0,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/v1/audit", {
          params: { query: { limit: PAGE_ROWS, ...filter, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });
