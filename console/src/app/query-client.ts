import { QueryCache, QueryClient } from "@tanstack/react-query";
import { Refused } from "../api/client.ts";

/** What the server refuses stays refused until something is changed; a network that is away comes back. */
const worthAnotherTry = (failures: number, error: Error) => !(error instanceof Refused) && failures < 3;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      if (!(error instanceof Refused) || error.problem.status !== 401) return;
      const back = location.pathname + location.search;
      location.assign(back === "/" ? "/sign-in" : `/sign-in?back=${encodeURIComponent(back)}`);
    },
  }),
  defaultOptions: {
    // The stream of events says when something is old: see live/live.ts.
    queries: { staleTime: 30_000, retry: worthAnotherTry, refetchOnWindowFocus: false },
  },
});
