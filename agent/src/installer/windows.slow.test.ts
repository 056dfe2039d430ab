/** The agent's own code on Node for Windows under wine, with installers that are built here: msi and NSIS for real. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { DetectRule } from "@shoal/protocol/package/detect";
import type { Installer } from "@shoal/protocol/package/installer";
import type { Variant } from "@shoal/protocol/package/release";
import { makeZip } from "../archive/fixtures/make-zip.ts";
import { makeMsi, makeNsis, newGuid } from "./fixtures/make-windows.ts";
import { run, startWine, type WindowsResult, type WindowsStep, type Wine, whatWineLacks } from "./fixtures/wine.ts";

const lacking = whatWineLacks();
const options = lacking === undefined ? {} : { skip: lacking };
let folder: string;
let wine: Wine;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "shoal-wine-"));
  if (lacking === undefined) wine = await startWine(folder);
});
after(() => {
  wine?.end();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Deployment {
  name: string;
  version: string;
  installer: Installer;
  detect: DetectRule;
  path?: string;
  rest?: Partial<Variant>;
}

function step(order: WindowsStep["order"], { name, version, installer, detect, path, rest }: Deployment): WindowsStep {
  const file = path?.split("/").at(-1);
  const files = file === undefined ? [] : [{ name: file, digest: "sha256:0", sizeBytes: 1 }];
  const variant: Variant = { id: "windows", match: {}, files, installer, detect, timeoutMs: 120_000, ...rest } as never;
  return {
    order,
    packageName: name.toLowerCase(),
    version,
    variant,
    ...(path !== undefined && file !== undefined ? { files: { [file]: wine.windowsPath(path) } } : {}),
  };
}

/** In a few words what came of a step; the whole of it where a comparison fails. */
function said(result: WindowsResult): unknown {
  if ("found" in result) return result.found;
  if ("ok" in result) return result.ok || result.detail;
  return result.kind === "ran" ? [result.exit, result.result.exitCode] : [result.kind, result.reason.detail];
}

function sameAs(results: WindowsResult[], expected: unknown[]): void {
  assert.deepEqual(results.map(said), expected, JSON.stringify(results, null, 1));
}

test(
  "msi: installed, proved by product code and by registry, removed; exit code 3010 is a restart that is wanted",
  options,
  async () => {
    const productCode = newGuid();
    const path = makeMsi(folder, {
      name: "Reader",
      version: "24.2.0",
      productCode,
      upgradeCode: newGuid(),
      wantsRestart: true,
    });
    // Quotes are left out: wine 8 drops what Windows Installer reads as one.
    const channel = "C:\\Beta Testers\\all of them; & more %PATH%";
    const reader: Deployment = {
      name: "Reader",
      version: "24.2.0",
      path,
      installer: { kind: "msi", properties: { CHANNEL: channel } },
      detect: {
        all: [
          { msi: { productCode, range: ">=24.2 <25" } },
          { registry: { key: "HKLM\\Software\\ShoalTests\\Reader", value: "Channel", equals: channel } },
          { registry: { key: "HKLM\\Software\\ShoalTests\\Reader", value: "level", equals: "17" } },
          { file: { path: "%ProgramFiles%\\Reader\\content.txt", minSizeBytes: 5 } },
        ],
      },
    };
    const newer: Deployment = { ...reader, detect: { msi: { productCode, range: ">=25" } } };
    const results = await wine.take([
      step("detect", reader),
      step("install", reader),
      step("detect", reader),
      step("detect", newer),
    ]);
    sameAs(results, [false, ["soft-reboot", 3010], true, false]);
    const content = join(wine.driveC, "Program Files", "Reader", "content.txt");
    assert.equal(readFileSync(content, "utf8"), "Reader 24.2.0\n");
    const [, installed, , tooOld] = results;
    assert.match(JSON.stringify(tooOld), /24\.2\.0 is installed, which does not meet >=25/);
    // The log that msiexec wrote is what a person gets to read.
    assert.match(installed !== undefined && "result" in installed ? (installed.result?.logTail ?? "") : "", /\S/);

    sameAs(await wine.take([step("remove", reader), step("detect", reader), step("remove", reader)]), [
      ["soft-reboot", 3010],
      false,
      ["already", 1605],
    ]);
    assert.equal(existsSync(content), false);
  },
);

test("msi: a newer version replaces the older one, an older one is refused", options, async () => {
  const upgradeCode = newGuid();
  const version = (text: string): Deployment => {
    const productCode = newGuid();
    return {
      name: "Player",
      version: text,
      path: makeMsi(folder, { name: "Player", version: text, productCode, upgradeCode }),
      installer: { kind: "msi" },
      detect: { msi: { productCode, range: `=${text}` } },
    };
  };
  const [older, newer] = [version("1.0.0"), version("2.0.0")];
  sameAs(
    await wine.take([
      step("install", older),
      step("detect", older),
      step("install", newer),
      step("detect", newer),
      step("detect", older),
      step("install", older),
      step("detect", newer),
    ]),
    [["success", 0], true, ["success", 0], true, false, ["failed", 1603], true],
  );
});

test("msi: what cannot be installed says why", options, async () => {
  const productCode = newGuid();
  const parts = { name: "Never", version: "1.0.0", productCode, upgradeCode: newGuid(), cannotBeInstalled: true };
  const junk = join(folder, "junk.msi");
  writeFileSync(junk, "this is no database");
  const never: Deployment = {
    name: "Never",
    version: "1.0.0",
    path: makeMsi(folder, parts),
    installer: { kind: "msi" },
    detect: { msi: { productCode } },
  };
  const results = await wine.take([
    step("install", never),
    step("detect", never),
    step("install", { ...never, path: junk }),
  ]);
  // Windows says 1620 of a file that is no package; wine 8 says 1627.
  sameAs(results, [["failed", 1603], false, ["failed", 1627]]);
  assert.match(JSON.stringify(results[0]), /exit code 1603: fatal error/);
});

test(
  "exe: an NSIS setup installs where it is told and ends with 3010; its uninstaller is waited for",
  options,
  async () => {
    const key = "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Viewer";
    const viewer: Deployment = {
      name: "Viewer",
      version: "3.1.4",
      path: makeNsis(folder, { name: "Viewer", version: "3.1.4", bits: 64, exitCode: 3010 }),
      installer: { kind: "exe", family: "nsis", into: "%SystemDrive%\\Our Programs\\Viewer" },
      detect: {
        all: [
          { registry: { key, value: "DisplayVersion", range: ">=3.1 <4", view: 64 } },
          { registry: { key, value: "InstallLocation", equals: "C:\\Our Programs\\Viewer", view: 64 } },
        ],
      },
      rest: {
        remove: { command: ["C:\\Our Programs\\Viewer\\uninstall.exe", "/S", "_?=C:\\Our Programs\\Viewer"] },
      },
    };
    sameAs(await wine.take([step("detect", viewer), step("install", viewer), step("detect", viewer)]), [
      false,
      ["soft-reboot", 3010],
      true,
    ]);
    const content = join(wine.driveC, "Our Programs", "Viewer", "content.txt");
    assert.equal(readFileSync(content, "utf8"), "Viewer 3.1.4");
    // Gone when the uninstaller has ended, not some time after.
    sameAs(await wine.take([step("remove", viewer), step("detect", viewer)]), [["success", 0], false]);
    assert.equal(existsSync(content), false);
  },
);

test("exe: a setup that ends with 0 and has done nothing is not taken for installed", options, async () => {
  // There is no 32-bit wine here: the stub that makensis makes by default ends at once, and says that all went well.
  const lying: Deployment = {
    name: "Lying",
    version: "1.0.0",
    path: makeNsis(folder, { name: "Lying", version: "1.0.0", bits: 32, exitCode: 0 }),
    installer: { kind: "exe", family: "nsis" },
    detect: {
      registry: {
        key: "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Lying",
        value: "DisplayVersion",
        range: "=1.0.0",
      },
    },
  };
  const results = await wine.take([step("install", lying), step("detect", lying)]);
  sameAs(results, [["success", 0], false]);
  assert.match(JSON.stringify(results[1]), /is not in the registry/);
});

test("scripts and programs of a package's own, with their exit codes", options, async () => {
  const marker = "C:\\shoal-test-marker.txt";
  const script: Deployment = {
    name: "Settings",
    version: "1",
    installer: { kind: "script", interpreter: "cmd", run: `echo ready> ${marker}\nexit /b 77\n` },
    detect: { script: { interpreter: "cmd", run: `if exist ${marker} exit /b 0\nexit /b 1\n` } },
    rest: {
      exitCodes: { softReboot: [77] },
      before: { interpreter: "cmd", run: "exit /b 0" },
      remove: { interpreter: "cmd", run: `del ${marker}\n` },
    },
  };
  const stopped: Deployment = { ...script, rest: { ...script.rest, before: { interpreter: "cmd", run: "exit /b 5" } } };
  const results = await wine.take([
    step("detect", script),
    step("install", stopped),
    step("detect", script),
    step("install", script),
    step("detect", script),
    step("remove", script),
    step("detect", script),
  ]);
  sameAs(results, [
    false,
    ["failed", "the script before the installer: exit code 5"],
    false,
    ["soft-reboot", 77],
    true,
    ["success", 0],
    false,
  ]);
});

test(
  "archives: unpacked the same as elsewhere, and names that Windows reads otherwise are refused",
  options,
  async () => {
    const tree = join(folder, "tree");
    mkdirSync(join(tree, "bin"), { recursive: true });
    writeFileSync(join(tree, "bin", "reader.txt"), "reader", { mode: 0o555 });
    writeFileSync(join(tree, "large"), Buffer.alloc(3_000_000, "x"));
    run("tar", ["-czf", join(folder, "good.tar.gz"), "-C", tree, "."], folder);
    run("tar", ["--zstd", "-cf", join(folder, "good.tar.zst"), "-C", tree, "."], folder);
    const zips: [string, string][] = [
      ["good.zip", "bin/reader.txt"],
      ["device.zip", "bin/CON.txt"],
      ["stream.zip", "bin/reader.txt:hidden"],
      ["dot.zip", "bin./reader.txt"],
      ["up.zip", "bin\\..\\..\\evil.txt"],
      ["share.zip", "\\\\server\\share\\evil.txt"],
    ];
    for (const [file, name] of zips)
      writeFileSync(join(folder, file), makeZip([{ name, content: Buffer.from("reader") }]));
    const archives = ["good.tar.gz", "good.tar.zst", ...zips.map(([file]) => file)];
    const results = await wine.take(
      archives.map((file) =>
        step("unpack", {
          name: "Archive",
          version: "1",
          path: join(folder, file),
          installer: { kind: "archive", into: `C:\\unpacked\\${file}` },
          detect: { receipt: true },
        }),
      ),
    );
    const outcomes = results.map((result) => String(said(result)).replace(/^the archive is refused: .*/, "refused"));
    assert.deepEqual(outcomes, ["true", "true", "true", ...Array(5).fill("refused")], JSON.stringify(results, null, 1));
    for (const file of ["good.tar.gz", "good.tar.zst", "good.zip"]) {
      const unpacked = join(wine.driveC, "unpacked", file);
      assert.equal(readFileSync(join(unpacked, "bin", "reader.txt"), "utf8"), "reader");
      if (file !== "good.zip") assert.equal(readFileSync(join(unpacked, "large")).length, 3_000_000);
    }
  },
);

// What it started itself is not looked at: taskkill of wine 8 does not know /T.
test("a program that does not end is ended", options, async () => {
  const file = JSON.stringify(wine.windowsPath(join(folder, "endless.pid")));
  const endless: Deployment = {
    name: "Endless",
    version: "1",
    installer: {
      kind: "script",
      interpreter: wine.node,
      run: `require("fs").writeFileSync(${file}, String(process.pid)); setInterval(() => {}, 1000);`,
    },
    detect: {
      script: {
        interpreter: wine.node,
        run: `const pid = Number(require("fs").readFileSync(${file}, "utf8"));
          try { process.kill(pid, 0); } catch { process.exit(1); }`,
      },
    },
    rest: { timeoutMs: 5000 },
  };
  const results = await wine.take([step("install", endless), step("detect", endless)]);
  const [ended, alive] = results;
  assert.equal(ended !== undefined && "reason" in ended && ended.reason.code, "installer-timeout");
  assert.equal(alive !== undefined && said(alive), false, JSON.stringify(results, null, 1));
});
