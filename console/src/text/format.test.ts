import assert from "node:assert/strict";
import { test } from "node:test";
import i18next from "i18next";
import { formatBytes } from "./format.ts";

test("sizes are decimal, as the command line says them, in the numbers of the language", async () => {
  await i18next.init({ lng: "en", resources: {} });
  const said = (bytes: number) => formatBytes(bytes).replace("\u00a0", " ");
  const sizes = [0, 812, 1000, 98_900_000, 999_600_000, 2_147_483_648, 87e9];
  assert.deepEqual(sizes.map(said), ["0 B", "812 B", "1 kB", "98.9 MB", "1 GB", "2.15 GB", "87 GB"]);
  await i18next.changeLanguage("de");
  assert.equal(said(2_147_483_648), "2,15 GB");
});
