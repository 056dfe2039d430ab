/** A request has it where an order shall also change what files manage. */
export const OVERRIDE_HEADER = "shoal-override";
