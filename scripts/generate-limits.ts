/** Writes the table of `docs/limits.md` from the comments and values of `protocol/src/limits.ts` and its parts. */
import { readFileSync, writeFileSync } from "node:fs";
import { LIMITS } from "@shoal/protocol/limits";

const PARTS = ["identity", "operator", "peer", "portal", "trust"];
const source = ["limits.ts", ...PARTS.map((part) => `${part}/limits.ts`)]
  .map((file) => readFileSync(new URL(`../protocol/src/${file}`, import.meta.url), "utf8"))
  .join("\n");
const page = new URL("../docs/limits.md", import.meta.url);
const START = "<!-- table -->";

/** The comment above a row; rows without one share that of the row before. */
function reasons(): Map<string, string> {
  const found = new Map<string, string>();
  let reason = "";
  let open = "";
  for (const line of source.split("\n")) {
    const comment = line.match(/^ {2}(?:\/\*\*| \*(?!\/)) ?(.*?)(\*\/)?$/);
    if (comment) {
      open = line.includes("/**") ? comment[1]! : `${open} ${comment[1]}`;
      reason = open.replace(/\*\//g, "").replace(/\s+/g, " ").trim();
    }
    const row = line.match(/^ {2}([a-zA-Z]+):/);
    if (row) found.set(row[1]!, reason);
  }
  return found;
}

const why = reasons();
const rows = Object.entries(LIMITS).map(
  ([name, value]) => `| \`${name}\` | ${value.toLocaleString("en")} | ${why.get(name) ?? ""} |`,
);
const head = readFileSync(page, "utf8").split(START)[0];
writeFileSync(page, `${head}${START}\n\n| limit | value | reason |\n|---|---|---|\n${rows.join("\n")}\n`);
