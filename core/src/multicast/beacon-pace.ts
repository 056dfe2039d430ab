/** How often a representative says that it is there. */
export const BEACON_MS = 500;
/** The same while nobody lacks anything: it stays for ten minutes, and who comes is answered at once. */
export const BEACON_IDLE_MS = 5000;
/** A representative is taken for lost after three beacons. */
export const BEACON_LOST_MS = 1600;
/** And an idle one after two. */
export const IDLE_LOST_MS = 2 * BEACON_IDLE_MS + 600;
/** How long an idle one that others do not hear may take to answer somebody else who offers or leads. */
export const ANSWER_MS = 300;
