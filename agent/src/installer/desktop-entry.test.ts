import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { appimage, desktopEntry, desktopFile } from "./appimage.ts";
import { testContext } from "./fixtures/test-context.ts";

const skip = process.platform !== "linux" && "AppImages are programs of Linux";

test("an entry for the menu comes with an AppImage and goes with it", { skip }, async (t) => {
  const packageName = `reader-${randomUUID()}`;
  const entry = desktopFile(packageName, process.getuid?.(), homedir());
  const base = testContext({ installer: { kind: "appimage" } });
  t.after(base.clear);
  const file = join(base.folder, "Reader.AppImage");
  writeFileSync(file, "#!/bin/sh\nexit 0\n");
  const into = join(base.folder, "apps");
  const installer = { kind: "appimage", into, desktopEntry: true } as const;
  const context = testContext({ installer, packageName, files: [file], after: base });
  t.after(() => appimage.remove(installer, context).then(() => undefined));
  await appimage.install(installer, context);
  assert.ok(readFileSync(entry, "utf8").includes(`Exec="${into}/${packageName}.AppImage" %U\n`));
  await appimage.install({ ...installer, desktopEntry: false }, context);
  assert.equal(existsSync(entry), false);
  await appimage.install(installer, context);
  await appimage.remove(installer, context);
  assert.equal(existsSync(entry), false);
});

test("its words are escaped twice, as the specification wants", () => {
  const [line] = desktopEntry("r", '/a b/$x"y\\w%').match(/^Exec=.*$/m) ?? [];
  assert.equal(line, String.raw`Exec="/a b/\\$x\\"y\\\\w%%" %U`);
  assert.equal(desktopFile("r", 0, "/h"), "/usr/local/share/applications/shoal-r.desktop");
  assert.equal(desktopFile("r", 1000, "/h"), "/h/.local/share/applications/shoal-r.desktop");
});
