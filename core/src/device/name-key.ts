/** Signs in the order that collation gives them (CLDR), all of them before digits, and digits before letters. */
const SIGNS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/**
 * What names are ordered by as people count and read them: `till-9` before `till-10`, whether in capitals or with accents. Two keys compare by their
 * code points, so that an index can hold them; what is alike for all that has the same key.
 */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("ß", "ss")
    .replace(/[0-9]+|[^0-9a-z\P{ASCII}]/gu, (part) => {
      if (/^[0-9]/.test(part)) return numberKey(part);
      const sign = SIGNS.indexOf(part);
      // What cannot be seen has no place in an order.
      return sign === -1 ? "" : String.fromCharCode(1 + sign);
    });
}

/** The longer number is the larger one, where no zeros stand before it. */
function numberKey(part: string): string {
  const digits = part.replace(/^0+(?=.)/, "");
  return `0${String.fromCharCode(0x30 + digits.length)}${digits}`;
}
