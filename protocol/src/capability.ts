/**
 * The protocol's diary: one integer, raised by one whenever what crosses a wire changes in a way that the other side
 * has to know about. Agents send it with every check-in; a server answers an agent below `MIN_CAPABILITY` with
 * `capability-unsupported`.
 *
 * | capability | since      | what changed                                                          |
 * |-----------:|------------|-----------------------------------------------------------------------|
 * |          1 | 2026-11-23 | enrol, check in, sealed assignments, reports, blobs by Range, push    |
 * |          2 | 2026-11-28 | releases name others; recalls, rollbacks; what is kept and missing    |
 */
export const CAPABILITY = 2;
export const MIN_CAPABILITY = 1;
