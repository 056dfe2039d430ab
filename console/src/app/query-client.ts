import { QueryCache, QueryClient } from "@tanstack/react-query";
import { Refused, Unreached } from "../api/client.ts";

/** What the server refuses stays refused until something is changed; a server that is away comes back, and pages go on by themselves then. */
const worthAnotherTry = (_failures: number, error: Error) => error instanceof Unreached;
const LONGEST_WAIT_MS = 4000;

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
    queries: {
      staleTime: 30_000,
      retry: worthAnotherTry,
      retryDelay: (failures) => Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures),
      refetchOnWindowFocus: false,
      // Whether there is a network is told by asking: one that the browser believes in may lead nowhere, and none is needed on this machine.
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});
