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

/** What stands between the parts of a form that was broken into lines or groups: also as JSON writes it, and between bytes in hexadecimal. */
const GAP = /(?:\s|:|\\[nrt])+/g;
/** What is shorter without its gaps may be in any text; the shortest secret has as many in base64. */
const UNGAPPED_CHARS = 10;

/**
 * Finds secrets as they are, line by line where they have several, and as programs commonly write them: in JSON, XML, a URL, a shell's quotes, in
 * hexadecimal, and in base64 of both alphabets, also in the middle of something longer, and each of these broken into lines and groups in
 * whatever way. Not found is what a program has changed in another way: packed, encrypted, reversed, with an address or the text itself at each line as
 * `xxd` and `hexdump -C` write it, or shown character by character.
 */
export function createCover(secrets: Iterable<string>): Cover {
  const forms = new Set([...secrets].flatMap(formsOf));
  if (forms.size === 0) return { text: (text) => text, behindCut: (covered) => covered };
  const ungapped = new Set(
    [...forms].map((form) => form.replace(GAP, "")).filter((each) => each.length >= UNGAPPED_CHARS),
  );
  const [plain, gapped] = [anyOf(forms), ungapped.size === 0 ? undefined : anyOf(ungapped)];
  const longest = Math.max(...[...forms].map((form) => form.length));
  return {
    text(text) {
      // First, because a line of a secret that was not broken must not hide the whole, which was.
      const covered = gapped ? coverGapped(text, gapped) : text;
      return covered.replace(plain, COVER);
    },
    behindCut(covered) {
      const { at } = withoutGaps(covered);
      const end = at[longest] ?? covered.length;
      const whole = covered.indexOf(COVER);
      return covered.slice(whole >= 0 && whole < end ? whole : end);
    },
  };
}

/** The longest first: a line of a secret must not spoil the whole. */
function anyOf(forms: Iterable<string>): RegExp {
  const sorted = [...forms].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
}

function coverGapped(text: string, pattern: RegExp): string {
  const { solid, at } = withoutGaps(text);
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: found } of solid.matchAll(pattern)) {
    parts.push(text.slice(from, at[index]!), COVER);
    from = at[index + found.length - 1]! + 1;
  }
  return [...parts, text.slice(from)].join("");
}

/** `at`: where each character of `solid` stands in the text. */
function withoutGaps(text: string): { solid: string; at: Uint32Array } {
  const at = new Uint32Array(text.length);
  let length = 0;
  let from = 0;
  const kept: string[] = [];
  const keep = (to: number) => {
    kept.push(text.slice(from, to));
    for (let index = from; index < to; index++) at[length++] = index;
  };
  for (const { index, 0: gap } of text.matchAll(GAP)) {
    keep(index);
    from = index + gap.length;
  }
  keep(text.length);
  return { solid: kept.join(""), at: at.subarray(0, length) };
}

function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const plain =
    lines.length === 1 ? [secret, lines[0]!] : [secret, ...lines.filter((line) => line.length >= LINE_CHARS)];
  return plain
    .filter((each) => each !== "")
    .flatMap((each) => {
      const hex = Buffer.from(each).toString("hex");
      return [each, ...quoted(each), ...inUrls(each), hex, hex.toUpperCase(), ...base64Of(each)];
    });
}

function quoted(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const xml = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    json,
    // As Python and PHP write it.
    json.replace(/[\u0080-\uffff]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`),
    // A shell that traces (`set -x`) writes it so.
    text.replaceAll("'", "'\\''"),
    xml,
    xml.replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
    xml.replaceAll('"', "&#34;").replaceAll("'", "&#39;"),
  ];
}

function inUrls(text: string): string[] {
  const few = encodeURIComponent(text);
  const all = few.replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([["", text]]).toString().slice(1);
  return [few, all, form, all.replaceAll("%2F", "/"), form.replaceAll("*", "%2A")].flatMap((each) => [
    each,
    each.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase()),
  ]);
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
