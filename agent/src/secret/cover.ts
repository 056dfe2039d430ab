/** What stands where a secret was. */
const COVER = "[secret]";
/** A line of a secret that is as long as this says something by itself: a key in PEM is printed line by line. */
const LINE_CHARS = 12;

/** Blacks secrets out of what programs write. */
export interface Cover {
  /** @param text all of it: a secret that is cut in two is not found */
  text(text: string): string;
  /** The same text without its beginning, where what was before it is gone: that may have ended in the middle of a secret. */
  behindCut(covered: string): string;
}

/**
 * Finds secrets as they are, line by line where they have several, and as programs commonly write them: in JSON, in a URL, in hexadecimal,
 * and in base64 of both alphabets, also in the middle of something longer. Not found is what a program has changed in another way:
 * packed, encrypted, reversed, in base64 that is broken into lines, or shown character by character.
 */
export function createCover(secrets: Iterable<string>): Cover {
  const forms = new Set([...secrets].flatMap(formsOf));
  // The longest first: a line of a secret must not spoil the whole.
  const sorted = [...forms].sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return { text: (text) => text, behindCut: (covered) => covered };
  const pattern = new RegExp(sorted.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  const longest = sorted[0]!.length;
  const behindCut = (covered: string) => {
    const whole = covered.indexOf(COVER);
    return covered.slice(whole >= 0 && whole < longest ? whole : longest);
  };
  return { text: (text) => text.replace(pattern, COVER), behindCut };
}

function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const plain =
    lines.length === 1 ? [secret, lines[0]!] : [secret, ...lines.filter((line) => line.length >= LINE_CHARS)];
  return plain
    .filter((each) => each !== "")
    .flatMap((each) => {
      const hex = Buffer.from(each).toString("hex");
      return [
        each,
        JSON.stringify(each).slice(1, -1),
        encodeURIComponent(each),
        hex,
        hex.toUpperCase(),
        ...base64Of(each),
      ];
    });
}

/** Base64 takes three bytes at once, so a text in the middle of another has three forms; what its neighbours have a part in is left out. */
function base64Of(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor((whole.length * 8) / 6);
    const part = whole.toString("base64").slice(from, to);
    return part.length < LINE_CHARS / 2 ? [] : [part, part.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
