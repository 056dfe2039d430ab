import { createRootRoute } from "@tanstack/react-router";
import { meQuery } from "../api/me.ts";
import { Failed } from "./failed.tsx";
import { Frame, isEntrance } from "./frame.tsx";
import { NotFound } from "./not-found.tsx";
import { queryClient } from "./query-client.ts";

export const root = createRootRoute({
  // Nothing is asked for before it is known who asks: each refusal is a line in the audit trail.
  beforeLoad: ({ location }) =>
    isEntrance(location.pathname) ? undefined : queryClient.ensureQueryData({ ...meQuery, retry: false }),
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: Failed,
});
