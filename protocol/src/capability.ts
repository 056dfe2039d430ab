/**
 * The protocol's diary: one integer, raised by one whenever what crosses a wire changes in a way that the other side
 * has to know about. Agents send it with every check-in; a server answers an agent below `MIN_CAPABILITY` with
 * `capability-unsupported`.
 *
 * | capability | since      | what changed                                                          |
 * |-----------:|------------|-----------------------------------------------------------------------|
 * |          1 | 2026-11-23 | enrol, check in, sealed assignments, reports, blobs by Range, push    |
 * |          2 | 2026-11-28 | an assignment has the priority of its task, the number of attempt, urgency, deadline and expected |
 * |            |            | duration, may be a rollback and may be kept; an order to stop may be a recall; releases name others; |
 * |            |            | a check-in says what is missing of what is kept; windows of the month and by length; offers |
 *
 * An agent of before would take a window that it does not know for none, and install at any time: it is not spoken to.
 */
export const CAPABILITY = 2;
export const MIN_CAPABILITY = 2;
