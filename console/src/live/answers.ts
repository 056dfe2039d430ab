import { EVENT_HEADER } from "@shoal/protocol/event/header";

const listeners = new Set<(event: number) => void>();
let oldest = Number.POSITIVE_INFINITY;

/** Of what this page was answered: the least number of an event behind which it may be old. */
export const oldestAnswer = (): number => oldest;

/** @returns what ends it */
export function onAnswer(listener: (event: number) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** To be told of each answer of the API. */
export function answered({ headers }: Pick<Response, "headers">): void {
  const said = headers.get(EVENT_HEADER);
  if (said === null) return;
  const event = Number(said);
  oldest = Math.min(oldest, event);
  for (const listener of listeners) listener(event);
}
