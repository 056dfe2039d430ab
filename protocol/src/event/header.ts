/** Of answers to operators who may read events: the number of the last event before what they say was read. */
export const EVENT_HEADER = "shoal-event";
