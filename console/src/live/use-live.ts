import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import type { Live } from "./live.ts";
import type { LiveEvent, LiveState } from "./live-event.ts";

export const LiveContext = createContext<Live | undefined>(undefined);

/** Calls back for each event as long as the component is there. */
export function useEvents(onEvent: (event: LiveEvent) => void): void {
  const live = useContext(LiveContext);
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(() => live?.onEvent((event) => latest.current(event)), [live]);
}

export function useLiveState(live: Live): LiveState {
  return useSyncExternalStore(live.onState, () => live.state);
}
