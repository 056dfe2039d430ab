/**
 * A version as it is compared. Text that people write for versions is of many kinds; this is one reading of all of them:
 * an epoch, the dotted numbers at the front, and what follows them.
 */
export interface VersionKey {
  /** Before a colon, as Debian and RPM write it; "0" where there is none. Numbers are decimal text without leading zeros. */
  epoch: string;
  /** `10.0.19045` → 10, 0, 19045; trailing zeros are dropped, because a missing part is 0. */
  head: string[];
  tail: TailPart[];
}

export type TailPart =
  | { kind: "tilde" }
  | { kind: "early"; rank: number }
  | { kind: "number"; digits: string }
  | { kind: "word"; text: string };

/** Words for what comes before a release, earliest first; words in one row are the same. */
const EARLY: readonly (readonly string[])[] = [
  ["dev", "develop", "snapshot", "nightly", "canary", "unstable", "experimental"],
  ["alpha"],
  ["beta"],
  ["milestone", "insider", "insiders", "ea", "next"],
  ["pre", "prerelease", "preview"],
  ["rc", "cr", "candidate"],
];
const EARLY_RANK = new Map(EARLY.flatMap((row, rank) => row.map((word) => [word, rank] as const)));
/** One letter with a number right behind it: `1.0b2`. Without the number it is a patch letter: `1.0.2b`. */
const EARLY_LETTERS = new Map(
  [
    ["a", "alpha"],
    ["b", "beta"],
    ["m", "milestone"],
  ].map(([letter, word]) => [letter!, EARLY_RANK.get(word!)!]),
);
/** Words that say "this is the release itself". */
const FINAL = new Set(["final", "ga", "release", "stable", "lts"]);

/** Reads any text; what is neither digit, letter nor tilde only separates. Never throws. */
export function versionKey(text: string): VersionKey {
  const [, epoch, rest] = /^\s*(?:[vV](?=[0-9]))?(?:([0-9]+):)?(.*)$/s.exec(text.split("+", 1)[0]!)!;
  // Old Windows resources say `6, 0, 2900, 1`; Java says `1.8.0_392`.
  const front = /^[0-9]+(?:(?:[._]|\s*,\s*)[0-9]+)*/.exec(rest!)?.[0] ?? "";
  const head = front
    .split(/[^0-9]+/)
    .filter((part) => part !== "")
    .map(plain);
  while (head.at(-1) === "0") head.pop();
  return { epoch: plain(epoch ?? "0"), head, tail: readTail(rest!.slice(front.length).toLowerCase()) };
}

function readTail(text: string): TailPart[] {
  const tokens = [...text.matchAll(/[0-9]+|\p{L}+|~/gu)];
  const parts: TailPart[] = [];
  for (const [at, token] of tokens.entries()) {
    const part = readPart(token, tokens[at + 1]);
    // `1.0~rc1` is `1.0-rc1`: the word already says that it is early.
    if (part?.kind === "early" && text[token.index - 1] === "~") parts.pop();
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

function readPart(token: RegExpExecArray, next: RegExpExecArray | undefined): TailPart | undefined {
  const text = token[0];
  if (text === "~") return { kind: "tilde" };
  if (/^[0-9]/.test(text)) return { kind: "number", digits: plain(text) };
  const numberBehind = next !== undefined && /^[0-9]/.test(next[0]) && next.index === token.index + text.length;
  const rank = EARLY_RANK.get(text) ?? (numberBehind ? EARLY_LETTERS.get(text) : undefined);
  if (rank !== undefined) return { kind: "early", rank };
  return FINAL.has(text) ? undefined : { kind: "word", text };
}

function plain(digits: string): string {
  return digits.replace(/^0+(?=[0-9])/, "");
}

/** Text that reads back as this key. */
export function formatVersionKey(key: VersionKey): string {
  const head = key.head.length === 0 ? "0" : key.head.join(".");
  return `${key.epoch === "0" ? "" : `${key.epoch}:`}${head}${key.tail.map(formatPart).join("")}`;
}

function formatPart(part: TailPart): string {
  switch (part.kind) {
    case "tilde":
      return "~";
    case "early":
      return `-${EARLY[part.rank]![0]!}`;
    case "number":
      return `-${part.digits}`;
    case "word":
      return `-${part.text}`;
  }
}
