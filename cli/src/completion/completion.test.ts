import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Command, Option } from "commander";
import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import { completionTree } from "./tree.ts";
import { zshCompletion } from "./zsh.ts";

function program(): Command {
  const task = new Command("task").description("orders");
  task.addCommand(
    new Command("create")
      .description("make it: what's to do")
      .addOption(new Option("--kind <kind>", "what").choices(["install", "remove"]))
      .option("--key <file>", "a key"),
  );
  task.addCommand(new Command("list").description("list them"));
  return new Command("shoal")
    .option("--json", "JSON")
    .addCommand(task)
    .addCommand(new Command("package").argument("[dir]"));
}
const nodes = completionTree(program());

test("the tree has every command with the options it inherits", () => {
  assert.deepEqual(
    nodes.map((node) => node.path.join(" ")),
    ["", "task", "task create", "task list", "package"],
  );
  const create = nodes[2]!;
  assert.deepEqual(
    create.options.map((option) => option.flags.at(-1)),
    ["--json", "--kind", "--key"],
  );
  assert.deepEqual(
    [create.options[1]!.choices, create.options[2]!.files, nodes[4]!.files],
    [["install", "remove"], true, true],
  );
});

test("bash completes commands, options and their values", () => {
  const complete = (...words: string[]) => {
    const script = `${bashCompletion(nodes)}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _shoal; echo "\${COMPREPLY[@]}"`;
    const { stdout, stderr, error } = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8", cwd: "/" });
    assert.equal(error, undefined);
    assert.equal(stderr, "");
    return stdout.trim();
  };
  assert.equal(complete("shoal", ""), "task package");
  assert.equal(complete("shoal", "--json", "task", "c"), "create");
  assert.equal(complete("shoal", "task", "create", "--ki"), "--kind");
  assert.equal(complete("shoal", "task", "create", "--kind", ""), "install remove");
  assert.equal(complete("shoal", "task", "create", "--kind", "in"), "install");
  assert.equal(complete("shoal", "task", "create", "--key", "et"), "etc");
});

for (const [shell, script] of [
  ["zsh", zshCompletion(nodes)],
  ["fish", fishCompletion(nodes)],
] as const)
  test(`${shell} can read its script`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), "shoal-completion-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "script");
    writeFileSync(file, script);
    const { error, status, stderr } = spawnSync(shell, ["-n", file], { encoding: "utf8" });
    if (error) return t.skip(`${shell} is not installed here`);
    assert.equal(`${status} ${stderr}`, "0 ");
  });
