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
    [KEY, "[secret]"],
    ["+ MIIEvgIBADANBgkqhkiG9w0BAQ\r\n+ abc", "+ [secret]\r\n+ abc"],
    ["nothing to see: to ken, token, 42", "nothing to see: to ken, token, 42"],
  ] as const)
    assert.equal(cover.text(text), shown);
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

test("a secret whose beginning was dropped with the oldest output is not shown by its end", () => {
  const long = Array.from({ length: 500 }, (_, at) => `part${at}`).join("-");
  const log = createOutputLog(createCover([long]));
  log.write(long.slice(0, 5));
  log.write(long.slice(5));
  // All of it secrets and blanks, so that what is shown reaches back to where it was cut.
  const rest = Math.floor((LIMITS.logKeepBytes - long.length) / long.length);
  log.write(long.repeat(rest) + " ".repeat(LIMITS.logKeepBytes - long.length * (rest + 1) + 5));
  const { text, truncated } = log.tail();
  assert.equal(truncated, true);
  assert.equal(text.replaceAll("[secret]", "").trim(), "");
});
