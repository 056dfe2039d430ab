import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { completionTree } from "@shoal/cli/completion/tree";
import { buildProgram } from "@shoal/cli/program";

const ROOT = join(import.meta.dirname, "../../../console/src");
const shell = {
  argv: [],
  env: {},
  stdout: process.stdout,
  stderr: process.stderr,
  signal: new AbortController().signal,
};
const NODES = new Map(
  completionTree(buildProgram({ shell, exit: 0 } as unknown as Parameters<typeof buildProgram>[0])).map((node) => [
    node.path.join(" "),
    node,
  ]),
);

/** What a value in a line may be, where the file says: where it is declared, or by what its line is called with. */
function valuesOf(name: string, source: string): string[] {
  const declared = source.match(new RegExp(`(?:const \\[?${name}\\b|\\b${name}: ").*`))?.[0];
  const said = declared ?? [...source.matchAll(/\bline\(("[\w-]+")/g)].map((match) => match[1]).join();
  return [...said.matchAll(/"([a-z-]+)"/g)].map((match) => match[1]!);
}

/** The commands of a source file's lines. @throws AssertionError where the command line has none such */
function commandsOf(source: string, file: string): string[] {
  const lines = [...source.matchAll(/["`](shoal [^"`]*)/g)].flatMap((match) => match[1]!.split(/\\n|&&|>>/));
  return lines
    .map((line) => line.trim())
    .filter((line) => line.startsWith("shoal "))
    .flatMap((line) => {
      let paths = [""];
      for (const said of line.split(/\s+/).slice(1)) {
        const word = said.replace(/(?<=\w)\$.*$/, "");
        if (paths.every((path) => NODES.get(path)!.children.length === 0)) break;
        const value = /^\$\{(\w+)\}/.exec(word)?.[1];
        if (value === undefined && !/^[a-z-]+$/.test(word)) break;
        if (word.startsWith("-")) break;
        const words = value === undefined ? [word] : valuesOf(value, source);
        assert.ok(words.length > 0, `${file}: ${line}: nothing says what ${value} may be`);
        paths = paths.flatMap((path) => words.map((each) => `${path} ${each}`.trim()));
        for (const path of paths) assert.ok(NODES.has(path), `${file}: shoal ${path} is no command: ${line}`);
      }
      return paths;
    });
}

test("each line that a page offers is one that the command line takes", () => {
  const seen = new Set<string>();
  for (const file of globSync("{pages,app}/**/*.{ts,tsx}", { cwd: ROOT }).filter((name) => !name.includes(".test."))) {
    const source = readFileSync(join(ROOT, file), "utf8");
    const commands = commandsOf(source, file);
    for (const command of commands) seen.add(command);
    if (commands.length === 0) continue;
    const known = new Set(commands.flatMap((path) => NODES.get(path)!.options.flatMap(({ flags }) => flags)));
    // Properties of style sheets begin like options.
    for (const [, option] of source.matchAll(/[\s"`](--(?!tone-|mantine-)[a-z][a-z-]+)\b/g))
      assert.ok(known.has(option!), `${file}: none of ${commands.join(", ")} has ${option}`);
  }
  assert.ok(seen.size > 40, [...seen].join());
});
