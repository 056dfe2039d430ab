/** Of answers to operators: the number of the last event before what they say was read. */
export const EVENT_HEADER = "shoal-event";
