import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  aptInstallCommand,
  aptRemoveCommand,
  dpkgConfigureCommand,
  dpkgInstallCommand,
  dpkgRemoveCommand,
} from "./deb.ts";
import { attachCommand, copyCommand, detachCommand } from "./dmg.ts";
import { exe, exeInstallCommand, resultCodeIn } from "./exe.ts";
import { lineOf, scriptedRun, testContext } from "./fixtures/test-context.ts";
import { interpreterCommand } from "./interpreter.ts";
import { msi, msiInstallCommand, msiRemoveCommand } from "./msi.ts";
import { msix, msixInstallScript, msixRemoveScript, powershellCommand } from "./msix.ts";
import { removalCommand } from "./own-removal.ts";
import { type leavesThatHold, managedName } from "./package-name.ts";
import { pkgInstallCommand } from "./pkg.ts";
import { dnfInstallCommand, rpmInstallCommand, rpmRemoveCommand, zypperInstallCommand } from "./rpm.ts";
import { addVendorLog } from "./vendor-log.ts";
import { windowsProgram } from "./windows-program.ts";
import { quoteForC, quoteForPowershell } from "./windows-quote.ts";

const APT =
  "apt-get -y -q -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o APT::Sandbox::User=root";
const DPKG = "dpkg --force-confdef --force-confold";

test("deb", () => {
  const deb = { kind: "deb" } as const;
  assert.equal(lineOf(aptInstallCommand(deb, "/s/r.deb")), `${APT} install /s/r.deb`);
  assert.equal(
    lineOf(aptInstallCommand({ ...deb, allowDowngrade: true }, "/s/r.deb")),
    `${APT} --allow-downgrades install /s/r.deb`,
  );
  assert.equal(
    lineOf(aptInstallCommand({ ...deb, lockWaitSeconds: 7, arguments: ["--no-install-recommends"] }, "/s/r.deb")),
    `${APT.replace("300", "7")} --no-install-recommends install /s/r.deb`,
  );
  assert.equal(lineOf(aptRemoveCommand(deb, "r", false)), `${APT} remove r`);
  assert.equal(lineOf(aptRemoveCommand(deb, "r", true)), `${APT} purge r`);
  assert.equal(lineOf(dpkgInstallCommand(deb, "/s/r.deb")), `${DPKG} --refuse-downgrade --install /s/r.deb`);
  assert.equal(lineOf(dpkgInstallCommand({ ...deb, allowDowngrade: true }, "/s/r.deb")), `${DPKG} --install /s/r.deb`);
  assert.equal(
    lineOf(dpkgRemoveCommand({ ...deb, root: "/img" }, "r", true)),
    `${DPKG} --root=/img --force-not-root --purge r`,
  );
  assert.equal(lineOf(dpkgRemoveCommand(deb, "r", false)), `${DPKG} --remove r`);
  assert.equal(lineOf(dpkgConfigureCommand(deb)), `${DPKG} --configure --pending`);
  assert.equal(aptInstallCommand(deb, "x").env?.["DEBIAN_FRONTEND"], "noninteractive");
});

test("rpm", () => {
  const rpm = { kind: "rpm" } as const;
  assert.equal(lineOf(rpmInstallCommand(rpm, "/s/r.rpm")), "rpm -U --replacepkgs /s/r.rpm");
  assert.equal(
    lineOf(rpmInstallCommand({ ...rpm, root: "/img", allowDowngrade: true, arguments: ["--nodeps"] }, "/s/r.rpm")),
    "rpm --root /img -U --replacepkgs --oldpackage --nodeps /s/r.rpm",
  );
  assert.equal(lineOf(dnfInstallCommand(rpm, "/s/r.rpm", "install")), "dnf -y -q install /s/r.rpm");
  assert.equal(lineOf(dnfInstallCommand(rpm, "/s/r.rpm", "downgrade")), "dnf -y -q downgrade /s/r.rpm");
  assert.equal(
    lineOf(zypperInstallCommand({ ...rpm, allowDowngrade: true }, "/s/r.rpm")),
    "zypper --non-interactive install --allow-unsigned-rpm --auto-agree-with-licenses --oldpackage /s/r.rpm",
  );
  assert.equal(lineOf(rpmRemoveCommand({ ...rpm, root: "/img" }, "r", "rpm")), "rpm --root /img -e r");
  assert.equal(lineOf(rpmRemoveCommand(rpm, "r", "dnf")), "dnf -y -q --noautoremove remove r");
  assert.equal(lineOf(rpmRemoveCommand(rpm, "r", "zypper")), "zypper --non-interactive remove r");
});

test("the package manager's name for it: never what stands under not, best what the file says", () => {
  const name = (detect: Parameters<typeof leavesThatHold>[0], file: string) =>
    managedName("deb", testContextWithoutFolder(detect, file));
  const both = { all: [{ deb: { name: "libreader" } }, { deb: { name: "reader" } }] };
  assert.equal(name({ all: [{ not: { deb: { name: "old" } } }, { any: [{ deb: { name: "new" } }] }] }, "x.deb"), "new");
  assert.equal(name(both, "reader_1_all.deb"), "reader");
  assert.equal(name(both, "setup.deb"), "libreader");
  assert.equal(name({ receipt: true }, "reader_1_all.deb"), "reader");
  assert.equal(name({ not: { deb: { name: "old" } } }, "setup.deb"), undefined);
  const rpm = testContextWithoutFolder({ receipt: true }, "reader-data-24.2.0-1.x86_64.rpm");
  assert.equal(managedName("rpm", rpm), "reader-data");
});

function testContextWithoutFolder(detect: Parameters<typeof leavesThatHold>[0], file: string) {
  const context = testContext({ installer: { kind: "deb" }, detect, files: [`/s/${file}`] });
  context.clear();
  return context;
}

test("msi", () => {
  const msiexec = "C:\\Windows\\System32\\msiexec.exe";
  const silent = "/qn /norestart REBOOT=ReallySuppress /l*v";
  const files = { main: "C:\\a b\\r.msi", transforms: [], log: "C:\\w\\l.log" };
  const plain = msiInstallCommand({ kind: "msi" }, files, msiexec);
  assert.equal(lineOf(plain), `${msiexec} /i "C:\\a b\\r.msi" ${silent} "C:\\w\\l.log" ALLUSERS="1"`);
  assert.equal(plain.verbatim, true);
  const full = msiInstallCommand(
    { kind: "msi", properties: { NAME: 'say "hi" \\', ALLUSERS: "2" }, arguments: ["MSIFASTINSTALL=7"] },
    { ...files, transforms: ["C:\\t\\a.mst", "C:\\t\\b.mst"] },
    msiexec,
  );
  assert.equal(
    lineOf(full).split('l.log" ')[1],
    'ALLUSERS="2" NAME="say ""hi"" \\" TRANSFORMS="C:\\t\\a.mst;C:\\t\\b.mst" MSIFASTINSTALL=7',
  );
  assert.match(
    lineOf(msiInstallCommand({ kind: "msi" }, { ...files, main: "C:\\p.MSP" }, msiexec)),
    / \/update "C:\\p\.MSP" /,
  );
  assert.equal(lineOf(msiRemoveCommand("{A}", "C:\\l", msiexec)), `${msiexec} /x {A} ${silent} "C:\\l"`);
});

test("exe: every family in its own words", () => {
  const files = { main: "C:\\s\\setup.exe", log: "C:\\w\\setup.log", answers: "C:\\s\\setup.iss" };
  const line = (installer: Omit<Parameters<typeof exeInstallCommand>[0], "kind">) =>
    lineOf(exeInstallCommand({ kind: "exe", ...installer }, files, { ProgramFiles: "C:\\Program Files" })).slice(
      files.main.length + 1,
    );
  const into = "%ProgramFiles%\\Reader";
  // The folder is the last, without quotes, whatever blanks are in it.
  assert.equal(line({ family: "nsis", into, arguments: ["/X=a b"] }), '/S "/X=a b" /D=C:\\Program Files\\Reader');
  assert.equal(
    line({ family: "inno", into, arguments: ["/TASKS=a"] }),
    '/VERYSILENT /SUPPRESSMSGBOXES /NORESTART /SP- /RESTARTEXITCODE=3010 /LOG="C:\\w\\setup.log" /DIR="C:\\Program Files\\Reader" /TASKS=a',
  );
  assert.equal(
    line({ family: "installshield-msi", into }),
    '/s /v"/qn /norestart REBOOT=ReallySuppress /l*v \\"C:\\w\\setup.log\\" INSTALLDIR=\\"C:\\Program Files\\Reader\\""',
  );
  assert.equal(line({ family: "installshield-script" }), '/s /f1"C:\\s\\setup.iss" /f2"C:\\w\\setup.log"');
  assert.equal(line({ family: "burn" }), '/quiet /norestart /log "C:\\w\\setup.log"');
  assert.equal(line({ family: "custom", arguments: ["-q", 'a "b"'] }), '-q "a \\"b\\""');
});

test("exe: what cannot be said to a family is not left out silently", async (t) => {
  const { run, commands } = scriptedRun({});
  const installer = { kind: "exe", family: "burn", into: "C:\\R" } as const;
  const context = testContext({ installer, files: ["/s/setup.exe"], os: "windows", run });
  t.after(context.clear);
  assert.equal((await exe.install(installer, context)).kind, "unusable");
  assert.equal((await exe.remove(installer, context)).kind, "unusable");
  assert.equal(commands.length, 0);
});

test("exe: InstallShield ends with 0 and says in its log what happened", async (t) => {
  const installer = { kind: "exe", family: "installshield-script" } as const;
  const outcomeOf = async (code: string) => {
    const { run } = scriptedRun({
      effect: ({ cwd }) => writeFileSync(join(cwd!, "setup.log"), `[ResponseResult]\r\nResultCode=${code}\r\n`),
    });
    const context = testContext({ installer, files: ["/s/setup.exe"], os: "windows", run });
    t.after(context.clear);
    const outcome = await exe.install(installer, context);
    return outcome.kind === "exited" ? outcome.exitCode : outcome.kind;
  };
  assert.equal(await outcomeOf("0"), 0);
  assert.equal(await outcomeOf("-3"), -3);
  assert.equal(resultCodeIn("nothing of it"), undefined);
});

test("msi: its log is UTF-16, and its end is kept", async (t) => {
  const { run, commands } = scriptedRun({
    exitCode: 1603,
    effect: ({ cwd }) =>
      writeFileSync(
        join(cwd!, "msiexec.log"),
        Buffer.from(`\ufeff${"x".repeat(100_001)} Rückgabewert 3.\r\n`, "utf16le"),
      ),
  });
  const context = testContext({ installer: { kind: "msi" }, files: ["/s/r.msi"], os: "windows", run });
  t.after(context.clear);
  const outcome = await msi.install({ kind: "msi" }, context);
  assert.equal(outcome.kind === "exited" && outcome.exitCode, 1603);
  assert.match(context.log.tail().text, /x Rückgabewert 3\.\r\n$/);
  assert.equal(commands.length, 1);
  await addVendorLog(join(context.workDir, "not there"), context.log);
  // Removal needs the product code, and a leaf under `not` is somebody else's.
  assert.equal((await msi.remove({ kind: "msi" }, context)).kind, "unusable");
  const code = "{5C0F21E6-2A4C-4C0A-8C57-8E2C4C1F7B11}";
  context.variant = { ...context.variant, detect: { all: [{ msi: { productCode: code } }] } };
  await msi.remove({ kind: "msi" }, context);
  assert.match(lineOf(commands[1]!), new RegExp(`/x \\${code} /qn`));
});

test("msix", async (t) => {
  const script = msixInstallScript("C:\\O'Hara\\R.msix", ["C:\\a.appx", "C:\\b.appx"]);
  assert.match(script, /-PackagePath 'C:\\O''Hara\\R\.msix' -DependencyPackagePath 'C:\\a\.appx','C:\\b\.appx'/);
  assert.match(script, /exit \$_\.Exception\.HResult/);
  const removal = msixRemoveScript({ kind: "msix", identity: "Example.Reader" });
  assert.match(removal, /DisplayName -eq 'Example\.Reader' \| Remove-AppxProvisionedPackage/);
  assert.match(removal, /-Name 'Example\.Reader' \| Remove-AppxPackage -AllUsers/);
  const { argv } = powershellCommand("exit 'ü'");
  assert.equal(Buffer.from(argv.at(-1)!, "base64").toString("utf16le"), "exit 'ü'");
  assert.equal(argv.at(-2), "-EncodedCommand");
  const installer = { kind: "msix" as const, identity: "E", dependencies: ["absent.appx"] };
  const context = testContext({ installer, files: ["/s/R.msix"], os: "windows", run: scriptedRun({}).run });
  t.after(context.clear);
  assert.equal((await msix.install(installer, context)).kind, "unusable");
});

test("pkg and dmg", () => {
  assert.equal(
    lineOf(pkgInstallCommand("/s/R.pkg", "/Volumes/D")),
    "/usr/sbin/installer -verboseR -pkg /s/R.pkg -target /Volumes/D",
  );
  assert.equal(
    lineOf(attachCommand("/s/R.dmg", "/w/i")),
    "/usr/bin/hdiutil attach -nobrowse -readonly -noautoopen -mountpoint /w/i /s/R.dmg",
  );
  assert.equal(lineOf(detachCommand("/w/i")), "/usr/bin/hdiutil detach -force /w/i");
  assert.equal(
    lineOf(copyCommand("/w/i/R.app", "/Applications/.R.app.new")),
    "/usr/bin/ditto /w/i/R.app /Applications/.R.app.new",
  );
});

test("scripts: each interpreter as it wants to be called", () => {
  const line = (...args: Parameters<typeof interpreterCommand>) => interpreterCommand(...args).join(" ");
  assert.equal(line("/w/s", undefined, "linux", ["a"]), "sh /w/s a");
  assert.equal(line("/w/s", "/bin/bash", "macos"), "/bin/bash /w/s");
  assert.match(
    line("C:\\s.ps1", undefined, "windows"),
    /^powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -File C:\\s\.ps1$/,
  );
  assert.match(
    line("C:\\s.ps1", "C:\\Program Files\\PowerShell\\7\\pwsh.exe", "windows", ["x"]),
    /pwsh\.exe -NoProfile .*-File C:\\s\.ps1 x$/,
  );
  assert.equal(line("C:\\s.cmd", "cmd", "windows"), "cmd /d /c C:\\s.cmd");
});

test("a package's own removal: NSIS reads its last argument to the end of the line", () => {
  const env = { ProgramFiles: "C:\\Program Files" };
  const words = ["%ProgramFiles%\\R\\uninstall.exe", "/S", "_?=%ProgramFiles%\\R"];
  assert.deepEqual(removalCommand(words, "windows", env), {
    argv: ["C:\\Program Files\\R\\uninstall.exe", "/S", "_?=C:\\Program Files\\R"],
    verbatim: true,
  });
  assert.deepEqual(removalCommand(["${HOME}/u", "--all"], "linux", { HOME: "/h" }), { argv: ["/h/u", "--all"] });
});

test("quotes", () => {
  const cases = [
    ["plain", "plain"],
    ["", '""'],
    ["a b", '"a b"'],
    ["C:\\a b\\", '"C:\\a b\\\\"'],
    ['a"b', '"a\\"b"'],
    ['a\\"b c', '"a\\\\\\"b c"'],
    ["a\\b c", '"a\\b c"'],
  ] as const;
  for (const [text, quoted] of cases) assert.equal(quoteForC(text), quoted);
  assert.equal(quoteForPowershell("it's ‘so’"), "'it''s ‘‘so’’'");
  assert.equal(windowsProgram("reg.exe", { SystemRoot: "D:\\W" }), "D:\\W\\System32\\reg.exe");
});
