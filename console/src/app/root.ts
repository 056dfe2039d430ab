import { createRootRoute } from "@tanstack/react-router";
import { meQuery } from "../api/me.ts";
import { Failed } from "./failed.tsx";
import { NotFound } from "./not-found.tsx";
import { queryClient } from "./query-client.ts";
import { Shell } from "./shell.tsx";

export const root = createRootRoute({
  // Nothing is asked for before it is known who asks: each refusal is a line in the audit trail.
  beforeLoad: () => queryClient.ensureQueryData(meQuery),
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Failed,
});
