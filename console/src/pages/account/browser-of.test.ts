import assert from "node:assert/strict";
import { test } from "node:test";
import { browserOf } from "./browser-of.ts";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test("a browser is known by its name among all the others that it names, and so is its system", () => {
  const known = {
    [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/156.0.0.0 Safari/537.36`]: "Chromium Linux",
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/156.0.0.0 Safari/537.36`]: "Chrome Windows",
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`]:
      "Edge Windows",
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/156.0.0.0 Safari/537.36`]: "Chrome ChromeOS",
    [`Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/156.0.0.0 Mobile Safari/537.36`]: "Chrome Android",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox macOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15":
      "Safari macOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1":
      "Chrome iOS",
  };
  for (const [userAgent, wanted] of Object.entries(known)) {
    const { browser, system } = browserOf(userAgent)!;
    assert.equal(`${browser} ${system}`, wanted);
  }
});

test("what is none is not guessed at", () => {
  for (const userAgent of ["", "curl/8.5.0", "node", "Mozilla/5.0", "<b>Chrome/1</b>"])
    assert.equal(browserOf(userAgent), undefined, userAgent);
});
