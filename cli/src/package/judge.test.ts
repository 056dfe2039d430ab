import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Failure } from "../exit/failure.ts";
import { problemLine } from "./invalid.ts";
import { judgePackage } from "./judge.ts";
import { loadPackage } from "./load.ts";

async function folder(t: TestContext, yaml: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "shoal-package-"));
  t.after(() => rm(path, { recursive: true }));
  await writeFile(join(path, "shoal.yaml"), yaml);
  return path;
}
async function problemsOf(cwd: string): Promise<string[]> {
  const loaded = await loadPackage(cwd, ".");
  if (!loaded.ok) return loaded.problems.map((each) => problemLine(loaded.shownPath, each));
  const judged = await judgePackage(loaded.loaded);
  return judged.ok ? [] : judged.problems.map((each) => problemLine(loaded.loaded.shownPath, each));
}

const yaml = (files: string) => `name: tool
version: "1.0"
publisher: Me
variants:
  - id: linux
    match: { os: linux }
    files: ${files}
    installer: { kind: exec }
    detect: { file: { path: /opt/tool } }
`;

test("a package whose files are there is in order", async (t) => {
  const path = await folder(t, yaml("[run.bin, sub/data.bin]"));
  await mkdir(join(path, "sub"));
  await writeFile(join(path, "run.bin"), "x");
  await writeFile(join(path, "sub", "data.bin"), "yy");
  assert.deepEqual(await problemsOf(path), []);
  const loaded = await loadPackage(path, "shoal.yaml");
  assert.ok(loaded.ok);
  const judged = await judgePackage(loaded.loaded);
  assert.ok(judged.ok);
  assert.deepEqual(
    judged.files.map((file) => [file.name, file.sizeBytes]),
    [
      ["run.bin", 1],
      ["sub/data.bin", 2],
    ],
  );
});

test("each file that is not there, is a folder, or lies outside is named where it is written", async (t) => {
  const path = await folder(t, yaml("[missing.bin, folder, ../../etc/group, /etc/passwd]"));
  await mkdir(join(path, "folder"));
  assert.deepEqual(await problemsOf(path), [
    'shoal.yaml:7:13: the file "missing.bin" is not there: paths start beside shoal.yaml',
    'shoal.yaml:7:26: "folder" is not a file: a folder has to be packed first (archive)',
    'shoal.yaml:7:34: the file "../../etc/group" is outside the package\'s folder: copy or link it there: what is published stands beside shoal.yaml',
    'shoal.yaml:7:51: the file "/etc/passwd" is outside the package\'s folder: copy or link it there: what is published stands beside shoal.yaml',
  ]);
});

test("a slip is told with its place and what was meant", async (t) => {
  const path = await folder(t, yaml("[a]").replace("installer:", "instaler:"));
  const [first] = await problemsOf(path);
  assert.match(first!, /^shoal\.yaml:\d+:\d+: .*instaler.*did you mean "installer"/);
});

test("two variants for the same device are told where the second is", async (t) => {
  const twice = `${yaml("[a]")}  - id: debian
    match: { distribution: debian }
    files: [a]
    installer: { kind: exec }
    detect: { file: { path: /opt/tool } }
  - id: arm
    match: { os: linux, arch: arm64 }
    files: [a]
    installer: { kind: exec }
    detect: { file: { path: /opt/tool } }
`;
  const path = await folder(t, twice);
  await writeFile(join(path, "a"), "x");
  const problems = await problemsOf(path);
  assert.match(problems.join("\n"), /^shoal\.yaml:1[0-9]:\d+: "arm" and "debian" both match Linux \(debian\)/m);
});

test("what is no package is said to be none", async (t) => {
  const path = await folder(t, "");
  await assert.rejects(loadPackage(path, "nowhere"), (error: Failure) => /nowhere is not there/.test(error.text.title));
  await mkdir(join(path, "empty"));
  await assert.rejects(loadPackage(path, "empty"), (error: Failure) =>
    /no shoal\.yaml in empty/.test(error.text.title),
  );
  await writeFile(join(path, "huge.msi"), Buffer.alloc(2_000_000));
  const huge = await loadPackage(path, "huge.msi");
  assert.ok(!huge.ok);
  assert.match(huge.problems[0]!.message, /more than 262144 bytes/);
});

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mM4ESACRAwQCgAjrgSxErjLKgAAAABJRU5ErkJggg==";

test("an icon is part of what is signed, with names by language; what is no small PNG is told", async (t) => {
  const path = await folder(t, `${yaml("[run.bin]")}icon: icon.png\nlocalized: { de: { name: Werkzeug } }\n`);
  await writeFile(join(path, "run.bin"), "x");
  assert.deepEqual(await problemsOf(path), [
    'shoal.yaml:10:7: the file "icon.png" is not there: paths start beside shoal.yaml',
  ]);
  await writeFile(join(path, "icon.png"), "<svg/>");
  assert.deepEqual(await problemsOf(path), ['shoal.yaml:10:7: the icon "icon.png" is no PNG: save it as one']);
  await writeFile(join(path, "icon.png"), Buffer.concat([Buffer.from(PNG, "base64"), Buffer.alloc(16_384)]));
  assert.match((await problemsOf(path)).join(), /the icon "icon.png" has 16457 bytes, at most 16384 are allowed/);
  await writeFile(join(path, "icon.png"), Buffer.from(PNG, "base64"));
  const loaded = await loadPackage(path, ".");
  assert.ok(loaded.ok);
  const judged = await judgePackage(loaded.loaded);
  assert.ok(judged.ok, JSON.stringify(judged));
  assert.deepEqual(
    [judged.release.icon, judged.icon, judged.release.localized],
    [PNG, PNG, { de: { name: "Werkzeug" } }],
  );
  const wrong = await folder(t, `${yaml("[run.bin]")}localized: { german: { name: Werkzeug } }\n`);
  assert.match((await problemsOf(wrong)).join(), /^shoal.yaml:10:14: "german" is no key here/);
});
