/** As the server's outbox writes them: docs/events.md. */
export interface LiveEvent {
  id: number;
  atMs: number;
  kind: string;
  subject: string;
  data: Record<string, unknown>;
}
export type LiveState = "connecting" | "live" | "away";

/** What whoever follows is told: an event, or how the stream stands and the number of the last event before. */
export type Told = { event: LiveEvent } | { state: LiveState; lastId: number };

/** Comes after a gap that could not be filled. */
export const EVERYTHING_IS_OLD: LiveEvent = { id: 0, atMs: 0, kind: "gap", subject: "", data: {} };
