import { say } from "@shoal/protocol/sentence/say";
import { Refusal } from "../http/refusal.ts";

/** Words that everybody here would try first; documented in docs/how-to/operators.md. */
const WORDS = [
  "shoal",
  "password",
  "passwort",
  "admin",
  "operator",
  "welcome",
  "changeme",
  "letmein",
  "qwerty",
  "secret",
];

/**
 * What is long may be easy to guess all the same: one's own name, one of the words that everybody tries, a short thing said over and
 * over, a row of neighbours (ASVS 5.0, 6.2.11).
 * @throws Refusal that says which
 */
export function refuseWeak(password: string, { name = "", email = "" }: { name?: string; email?: string } = {}): void {
  const plain = password.normalize("NFKC").toLowerCase();
  const own = [email, name, email.split("@")[0]!].filter((word) => word.length > 2).map((word) => word.toLowerCase());
  // What is left when the words that are no secret are taken out has to be long enough by itself.
  let rest = plain;
  for (const word of [...own, ...WORDS]) rest = rest.replaceAll(word, "");
  if (rest.length < 8) throw new Refusal("bad-request", say("password-names"));
  if (/^(.{1,4})\1+.{0,3}$/s.test(plain)) throw new Refusal("bad-request", say("password-repeats"));
  if (isRow(plain)) throw new Refusal("bad-request", say("password-row"));
}

/** abcdefghijkl, 123456789012, qwertyuiop: nearly every character follows from the one before. */
function isRow(text: string): boolean {
  const rows = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
  ];
  let follows = 0;
  for (let at = 1; at < text.length; at++) {
    const pair = text.slice(at - 1, at + 1);
    const turned = pair[1]! + pair[0]!;
    if (pair[0] === pair[1] || rows.some((row) => row.includes(pair) || row.includes(turned))) follows++;
  }
  return follows >= (text.length - 1) * 0.8;
}
