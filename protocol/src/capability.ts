/**
 * The protocol's diary: one integer, raised by one whenever what crosses a wire changes in a way that the other side
 * has to know about. Agents send it with every check-in; a server answers an agent below `MIN_CAPABILITY` with
 * `capability-unsupported`.
 *
 * | capability | since      | what changed                                                          |
 * |-----------:|------------|-----------------------------------------------------------------------|
 * |          1 | 2026-11-23 | enrol, check in, sealed assignments, reports, blobs by Range, push    |
 * |          2 | 2026-12-07 | an assignment has the priority of its task and the number of attempt, |
 * |            |            | may be a rollback and may be kept; an order to stop may be a recall;  |
 * |            |            | releases name others; a check-in says what is missing of what is kept |
 */
export const CAPABILITY = 2;
/** Before it, an agent refuses an assignment that has a priority, is a rollback or is kept, and an order to stop that is a recall. */
export const PRIORITY_SINCE = 2;
export const MIN_CAPABILITY = 1;
