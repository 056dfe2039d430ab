import { spawnSync } from "node:child_process";
import type { Command } from "./command.ts";

/** @returns what it printed @throws Error with the line that failed, and what was said of it */
export function run({ argv, lines = [] }: Command): string {
  const [program, ...words] = argv;
  const input = lines.map((line) => `${line}\n`).join("");
  const { status, stdout, stderr, error } = spawnSync(program!, words, { input, encoding: "utf8" });
  if (status === 0) return stdout;
  const said = error?.message ?? stderr.trim();
  const line = lines[Number(/-:(\d+)/.exec(said)?.[1]) - 1];
  throw new Error(`${argv.join(" ")}${line === undefined ? "" : ` (${line})`}: ${said}`);
}
