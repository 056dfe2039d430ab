import { meQuery } from "../api/me.ts";
import { isEntrance } from "./frame.tsx";
import { queryClient } from "./query-client.ts";
import { router } from "./router.ts";

/** What is known to be needed is asked for at once, and not by whom it is needed in turn: who is here, and the page that the address names. */
export function askAhead(): void {
  if (!isEntrance(location.pathname)) void queryClient.prefetchQuery(meQuery);
  const routes: Record<string, { options: { component?: { preload?: () => unknown } } }> = router.routesById as never;
  for (const { routeId } of router.matchRoutes(router.latestLocation))
    void routes[routeId]?.options.component?.preload?.();
}
