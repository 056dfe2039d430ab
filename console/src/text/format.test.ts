import assert from "node:assert/strict";
import { test } from "node:test";
import i18next from "i18next";
import { formatBytes, formatDuration } from "./format.ts";

test("sizes are decimal, as the command line says them, in the numbers of the language", async () => {
  await i18next.init({ lng: "en", resources: {} });
  const said = (bytes: number) => formatBytes(bytes).replace("\u00a0", " ");
  const sizes = [0, 812, 1000, 98_900_000, 999_600_000, 2_147_483_648, 87e9];
  assert.deepEqual(sizes.map(said), ["0 B", "812 B", "1 kB", "98.9 MB", "1 GB", "2.15 GB", "87 GB"]);
  await i18next.changeLanguage("de");
  assert.equal(said(2_147_483_648), "2,15 GB");
});

test("what takes no time is told in its own unit, so that two of an axis are never called the same", async () => {
  await i18next.changeLanguage("en");
  const said = [0, 600, 999, 1000, 1500, 9940, 9960, 90_000, 3_600_000].map((ms) =>
    formatDuration(ms).replaceAll("\u00a0", " "),
  );
  const wanted = ["0 ms", "600 ms", "999 ms", "1 sec", "1.5 sec", "9.9 sec", "10 sec", "1 min 30 sec", "1 hr"];
  assert.deepEqual(said, wanted);
});
