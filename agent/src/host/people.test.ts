import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf, scriptedRun } from "../installer/fixtures/test-context.ts";
import { notify, signedIn } from "./people.ts";

const absent = { outcome: { kind: "unusable", detail: "there is no such program", next: "install-program" } } as const;
/** As loginctl(1) prints them: a desktop, a sign-in screen, an ended session, and the manager of services. */
const LISTED = "  2 1000 ada  seat0 tty2\n c1  119 gdm  seat0 tty1\n  7 1001 bob  -     pts/0\n  3 1000 ada  -     -\n";
const SHOWN = [
  ["1000", "ada", "wayland", "user", "active"],
  ["119", "gdm", "wayland", "greeter", "online"],
  ["1001", "bob", "tty", "user", "closing"],
  ["1000", "ada", "unspecified", "manager", "active"],
]
  .map(([user, name, type, kind, state]) => `User=${user}\nName=${name}\nType=${type}\nClass=${kind}\nState=${state}\n`)
  .join("\n");

test("Linux: sessions of people count, those of services, of sign-in screens and ended ones do not", async () => {
  const desktop = scriptedRun({ output: LISTED }, { output: SHOWN });
  assert.equal(await signedIn("linux", desktop.run), true);
  assert.match(lineOf(desktop.commands[1]!), /^loginctl show-session .*--property=Class .*-- 2 c1 7 3$/);
  const greeter = SHOWN.split("\n\n").slice(1).join("\n\n");
  assert.equal(await signedIn("linux", scriptedRun({ output: LISTED }, { output: greeter, exitCode: 1 }).run), false);
  assert.equal(await signedIn("linux", scriptedRun({ output: "" }).run), false);
});

test("where there is no login manager, who is asked; where nothing answers, nothing is claimed", async () => {
  const noBus = { exitCode: 1, output: "System has not been booted with systemd as init system (PID 1)." };
  assert.equal(await signedIn("linux", scriptedRun(noBus, { output: "ada pts/0 2026-11-01 08:00\n" }).run), true);
  assert.equal(await signedIn("linux", scriptedRun(noBus, { output: "" }).run), false);
  await assert.rejects(signedIn("linux", scriptedRun(absent).run), /neither loginctl nor who/);
  await assert.rejects(signedIn("windows", scriptedRun(absent).run), /tasklist/);
  assert.equal(await signedIn("macos", scriptedRun({ output: "_mbsetupuser console Nov  1 08:00\n" }).run), false);
  assert.equal(await signedIn("macos", scriptedRun({ output: "ada      console  Nov  1 08:00\n" }).run), true);
  const explorer = '"explorer.exe","4711","Console","1","98.000 K"\r\n';
  assert.equal(await signedIn("windows", scriptedRun({ output: explorer }).run), true);
  assert.equal(await signedIn("windows", scriptedRun({ output: "INFORMATION: no tasks are running\r\n" }).run), false);
});

test("a message goes to each desktop and to terminals, as one line that is no option", async () => {
  const linux = scriptedRun({ output: LISTED }, { output: SHOWN }, {});
  await notify("linux", "--now\nreader 2", linux.run);
  assert.deepEqual(linux.commands.slice(2).map(lineOf), [
    "runuser -u ada -- env DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus notify-send --app-name=Shoal Shoal now reader 2",
    "wall now reader 2",
  ]);
  const windows = scriptedRun({});
  await notify("windows", "x".repeat(600), windows.run);
  assert.match(lineOf(windows.commands[0]!), /\\System32\\msg\.exe \* \/TIME:3600 x{250}$/);
  const mac = scriptedRun({ output: "501 ada\n" }, {});
  await notify("macos", "reader 2", mac.run);
  assert.match(
    lineOf(mac.commands[1]!),
    /^\/bin\/launchctl asuser 501 \/usr\/bin\/sudo -u ada \/usr\/bin\/osascript .* reader 2$/,
  );
  await assert.rejects(notify("macos", "reader 2", scriptedRun({ output: "0 root\n" }).run), /no program/);
  await assert.rejects(notify("linux", "reader 2", scriptedRun(absent).run), /no program/);
});
