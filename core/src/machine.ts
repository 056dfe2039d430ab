/**
 * A decision maker as a value. It reads no clock, chance, timer, network, disk or environment: time comes in with each
 * input, chance is a seed at its making, effects go out as data. One driver runs it for real, another in virtual time.
 */
export interface Machine<In, Out> {
  handle(input: In, nowMs: number): Out[];
  /** When it wants to be called even if nothing happens; undefined: not at all. */
  deadlineMs(): number | undefined;
}
