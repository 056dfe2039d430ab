/** What a device is to those who plan a change, by rule: exactly one of these. */
export const PRESENCES = ["online", "away", "stale", "retired", "new"] as const;
export type Presence = (typeof PRESENCES)[number];

/** What a query may ask for: `offline` is whatever is not online. */
export const PRESENCE_WORDS = [...PRESENCES, "offline"] as const;
export type PresenceWord = (typeof PRESENCE_WORDS)[number];
