import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import fc from "fast-check";
import { createOutputLog } from "../process/output-log.ts";
import { createCover } from "./cover.ts";

const KEY = "-----BEGIN KEY-----\nMIIEvgIBADANBgkqhkiG9w0BAQ\nabc\n-----END KEY-----\n";
const TOKEN = 'to"ken/+ä 42';

test("each form in which programs commonly write a secret is covered, and nothing else", () => {
  const cover = createCover([TOKEN, KEY]);
  for (const [text, shown] of [
    [`a ${TOKEN} b`, "a [secret] b"],
    [`{"key":${JSON.stringify(TOKEN)}}`, '{"key":"[secret]"}'],
    [`?key=${encodeURIComponent(TOKEN)}&x`, "?key=[secret]&x"],
    [Buffer.from(TOKEN).toString("hex"), "[secret]"],
    [Buffer.from(TOKEN).toString("hex").toUpperCase(), "[secret]"],
    [KEY, "[secret]\n"],
    ["+ MIIEvgIBADANBgkqhkiG9w0BAQ\r\n+ abc", "+ [secret]\r\n+ abc"],
    ["nothing to see: to ken, token, 42", "nothing to see: to ken, token, 42"],
    // RFC 3986 in full, forms (WHATWG URL, 5.2), lower-case escapes, JSON in ASCII alone, a traced shell, XML.
    ["k=to%22ken%2F%2B%C3%A4%2042", "k=[secret]"],
    ["k=to%22ken/%2b%c3%a4%2042", "k=[secret]"],
    ["k=to%22ken%2f%2b%c3%a4+42", "k=[secret]"],
    [String.raw`"to\"ken/+\u00e4 42"`, '"[secret]"'],
    ["<k>to&quot;ken/+ä 42</k><k a='to&#34;ken/+ä 42'/>", "<k>[secret]</k><k a='[secret]'/>"],
  ] as const)
    assert.equal(cover.text(text), shown);
  assert.equal(
    createCover(["it's a (key)*"]).text(String.raw`+ x 'it'\''s a (key)*' it%27s%20a%20%28key%29%2A`),
    "+ x '[secret]' [secret]",
  );
  assert.equal(createCover([]).text(KEY), KEY);
});

test("in base64 too, wherever it begins in what was encoded, with all of its own characters", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 8 }),
      fc.uint8Array({ maxLength: 9 }),
      fc.uint8Array({ maxLength: 9 }),
      (secret, before, after) => {
        const cover = createCover([secret]);
        const bytes = Buffer.concat([before, Buffer.from(secret), after]);
        for (const alphabet of ["base64", "base64url"] as const) {
          const shown = cover.text(bytes.toString(alphabet)).replace("[secret]", "\0");
          const [head, tail] = shown.split("\0") as [string, string | undefined];
          assert.notEqual(tail, undefined, `${shown} shows it`);
          // What is left to both sides is its neighbours', and what a character shares with them.
          assert.ok(
            head.length <= Math.ceil((before.length * 8) / 6) && tail!.length <= Math.ceil((after.length * 8) / 6) + 3,
            shown,
          );
        }
      },
    ),
  );
});

test("nor by breaking it into lines and groups, as base64, openssl, od and a terminal do", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 8, maxLength: 200 }).filter((secret) => secret.trim().length >= 8),
      fc.uint8Array({ maxLength: 60 }),
      fc.integer({ min: 1, max: 76 }),
      fc.constantFrom("\n", "\r\n", "\n\t", String.raw`\n`, " "),
      fc.constantFrom("base64" as const, "base64url" as const, "hex" as const),
      (secret, before, width, gap, encoding) => {
        const written = Buffer.concat([before, Buffer.from(secret)]).toString(encoding);
        const broken = written.replaceAll(new RegExp(`.{${width}}`, "g"), `$&${gap}`);
        const shown = createCover([secret]).text(`> ${broken}.`);
        const left = shown.replace("[secret]", "").replaceAll(gap, "").slice(2, -1);
        assert.match(shown, /\[secret\]/);
        // Of what was before it, and the last character, in which it has a part.
        assert.ok(left.length <= Math.ceil((before.length * 8) / (encoding === "hex" ? 4 : 6)) + 3, shown);
      },
    ),
  );
  const colons = Buffer.from(TOKEN)
    .toString("hex")
    .replaceAll(/..(?!$)/g, "$&:");
  assert.equal(createCover([TOKEN]).text(`Modulus:\n  ${colons}\nend: 42`), "Modulus:\n  [secret]\nend: 42");
  const wide = KEY.split("\n")[1]!;
  assert.equal(createCover([KEY]).text(`${wide.slice(0, 9)}\n  ${wide.slice(9)} and on`), "[secret] and on");
});

test("a secret whose beginning was dropped with the oldest output is not shown by its end", () => {
  const long = Array.from({ length: 500 }, (_, at) => `part${at}`).join("-");
  const hex = Buffer.from(long).toString("hex");
  for (const written of [long, hex.replaceAll(/..(?!$)/g, "$&:")]) {
    const log = createOutputLog(createCover([long]));
    log.write(written.slice(0, 5));
    log.write(written.slice(5));
    // All of it secrets and blanks, so that what is shown reaches back to where it was cut.
    const left = LIMITS.logKeepBytes - (written.length - 5);
    log.write(long.repeat(Math.floor(left / long.length)) + " ".repeat(left % long.length));
    const { text, truncated } = log.tail();
    assert.equal(truncated, true);
    assert.equal(text.replaceAll("[secret]", "").trim(), "");
  }
});
