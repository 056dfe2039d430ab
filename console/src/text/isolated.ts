const TURNS = /[\u202a-\u202e\u2066-\u2069]/;
const ALL = new RegExp(TURNS, "g");

/** What somebody has written into a name turns its own letters around at most, and none of the sentence that it stands in (Unicode, UAX 9). */
export const isolated = (text: string): string => (TURNS.test(text) ? `\u2068${text}\u2069` : text);

/** A sentence of which nobody can tell where the names in it end: nothing of it is turned around. */
export const unturned = (text: string): string => (TURNS.test(text) ? text.replace(ALL, "") : text);
