import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { repositoryOf, sourceOf } from "./source.ts";

test("a repository is named by its address, without who asks for it and without secrets", () => {
  for (const [remote, name] of [
    ["git@git.example.org:it/fleet.git", "git.example.org/it/fleet"],
    ["https://me:secret@git.example.org/it/fleet.git", "git.example.org/it/fleet"],
    ["https://token@git.example.org/it/fleet/", "git.example.org/it/fleet"],
    ["ssh://git@git.example.org:2222/it/fleet.git", "git.example.org/it/fleet"],
    ["/srv/git/fleet.git", "fleet"],
    ["../fleet", "fleet"],
    ["", undefined],
  ] as const)
    assert.equal(repositoryOf(remote), name);
});

test("without a repository it is the folder's or the file's own name, and one file is not its folder", async (t) => {
  const cwd = mkdtempSync(join(tmpdir(), "shoal-source-"));
  t.after(() => rmSync(cwd, { recursive: true }));
  mkdirSync(join(cwd, "my fleet"));
  writeFileSync(join(cwd, "my fleet", "a.yaml"), "");
  assert.deepEqual(await sourceOf(cwd, "my fleet", undefined), { source: "my-fleet" });
  assert.deepEqual(await sourceOf(cwd, "my fleet/a.yaml", undefined), { source: "a.yaml" });
  assert.deepEqual(await sourceOf(cwd, "my fleet", "git.example.org/x"), { source: "git.example.org/x" });
  await assert.rejects(sourceOf(cwd, "my fleet", "a b"), /--source cannot be "a b"/);
});
