import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExitCodes } from "@shoal/protocol/package/exit-codes";
import type { Installer } from "@shoal/protocol/package/installer";
import { classifyExit } from "./exit.ts";

const exe = (
  family: "nsis" | "inno" | "burn" | "custom" | "installshield-msi" | "installshield-script",
): Installer => ({
  kind: "exe",
  family,
});
const msi: Installer = { kind: "msi" };
const msix: Installer = { kind: "msix", identity: "Example.Reader" };

const CASES: [Installer, "install" | "remove", number, string, RegExp?][] = [
  [msi, "install", 0, "success"],
  [msi, "install", 1707, "success"],
  [msi, "install", 3010, "soft-reboot"],
  [msi, "install", 1641, "hard-reboot"],
  [msi, "install", 1618, "retry", /another installation/],
  [msi, "install", 1601, "retry"],
  [msi, "install", 1605, "failed"],
  [msi, "remove", 1605, "already"],
  [msi, "remove", 1614, "already"],
  [msi, "remove", 3010, "soft-reboot"],
  [msi, "install", 1603, "failed", /fatal/],
  [msi, "install", 1638, "failed", /another version/],
  [msi, "install", -2147023294, "failed", /cancelled/],
  [msi, "install", 0x80070642, "failed", /cancelled/],
  [msi, "install", -2147021886, "soft-reboot"],
  [msi, "install", 9999, "failed", /not a code/],
  [exe("burn"), "install", 3010, "soft-reboot"],
  [exe("burn"), "remove", 1605, "already"],
  [exe("installshield-msi"), "install", 1618, "retry"],
  [exe("installshield-script"), "install", -5, "failed", /response file/],
  [exe("installshield-script"), "install", 4294967291, "failed", /response file/],
  [exe("nsis"), "install", 1, "failed", /cancelled/],
  [exe("nsis"), "install", 2, "failed", /script/],
  [exe("nsis"), "install", 3010, "soft-reboot"],
  [exe("inno"), "install", 8, "failed", /restarted first/],
  [exe("custom"), "install", 3010, "failed"],
  [{ kind: "deb" }, "install", 100, "failed", /apt/],
  [{ kind: "deb" }, "remove", 2, "failed", /lock/],
  [{ kind: "rpm" }, "install", 3, "failed", /3 packages/],
  [{ kind: "rpm" }, "install", 102, "soft-reboot"],
  [{ kind: "pkg" }, "install", 1, "failed"],
  [msix, "install", -2147009274, "failed", /newer version/],
  [msix, "remove", 0x80073cf1, "already"],
  [msix, "install", 0x80073cf1, "failed"],
  [msix, "install", 0x80990000, "failed", /0x80990000/],
  [{ kind: "script" }, "install", 0, "success"],
  [{ kind: "script" }, "install", 127, "failed", /not found/],
  [{ kind: "exec" }, "install", 3, "failed"],
];

test("codes mean what the makers of installers say they mean", () => {
  for (const [installer, order, code, expected, words] of CASES) {
    const verdict = classifyExit(installer, order, undefined, code);
    assert.equal(verdict.class, expected, `${JSON.stringify(installer)} ${order} ${code}: ${verdict.reason}`);
    if (words) assert.match(verdict.reason, words);
  }
});

test("the package's own codes come first, whatever the sign they were written with", () => {
  const exitCodes: ExitCodes = {
    success: [2],
    retry: [-5],
    softReboot: [0],
    reasons: { "77": "the licence server is away" },
  };
  assert.equal(classifyExit(exe("nsis"), "install", exitCodes, 2).class, "success");
  assert.equal(classifyExit(exe("nsis"), "install", exitCodes, 0).class, "soft-reboot");
  assert.equal(classifyExit(exe("nsis"), "install", exitCodes, 4294967291).class, "retry");
  assert.deepEqual(classifyExit(exe("nsis"), "install", exitCodes, 77), {
    class: "failed",
    reason: "the licence server is away",
  });
});

test("every sentence can stand behind a colon", () => {
  for (const [installer, order, code] of CASES) {
    const { reason } = classifyExit(installer, order, undefined, code);
    assert.match(reason, /^(?![A-Z][a-z]+ )[^\n]{2,200}[^.]$/);
  }
});
