import type { ExitCodes } from "@shoal/protocol/package/exit-codes";
import type { Installer } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import type { ExitClass } from "../action/machine.ts";
import {
  DEB,
  type ExitMeaning,
  type ExitTable,
  INNO,
  INSTALLSHIELD_SCRIPT,
  MSIX,
  MSIX_REMOVE,
  NSIS,
  OWN,
  PKG,
  RPM,
  WINDOWS_INSTALLER,
  WINDOWS_INSTALLER_REMOVE,
} from "./exit-tables.ts";

export interface ExitVerdict {
  class: ExitClass;
  /** A sentence without a capital, to stand behind "exit code 1603: ". */
  reason: string;
}

const OVERRIDES = [
  ["success", "success", say("exit-done")],
  ["softReboot", "soft-reboot", say("exit-done-restart-needed")],
  ["hardReboot", "hard-reboot", say("exit-done-installer-has")],
  ["retry", "retry", say("exit-not-now")],
] as const satisfies readonly (readonly [keyof ExitCodes, ExitClass, string])[];

/**
 * What an installer's exit code says. It is a claim: the detection rule has the last word.
 * @param exitCodes what the package says of its installer's codes, over the table of its kind
 * @param exitCode as the process ended; negative 32-bit numbers (HRESULTs read as signed) mean the same as unsigned ones
 */
export function classifyExit(
  installer: Installer,
  order: "install" | "remove",
  exitCodes: ExitCodes | undefined,
  exitCode: number,
): ExitVerdict {
  const known = meaningOf(tablesOf(installer, order), exitCode);
  const sentence = sentenceOf(exitCodes, exitCode);
  for (const [key, exitClass, words] of OVERRIDES)
    if (exitCodes?.[key]?.some((each) => unsigned(each) === unsigned(exitCode)))
      return { class: exitClass, reason: sentence ?? (known?.[0] === exitClass ? known[1] : words) };
  const [exitClass, words] = known ?? (["failed", wordsOf(installer, exitCode)] as const);
  return { class: exitClass, reason: sentence ?? words };
}

/** The tables of a kind; the first that names a code decides. */
function tablesOf(installer: Installer, order: "install" | "remove"): ExitTable[] {
  const removing = order === "remove";
  switch (installer.kind) {
    case "deb":
      return [DEB];
    case "rpm":
      return [RPM];
    case "msi":
      return removing ? [WINDOWS_INSTALLER_REMOVE, WINDOWS_INSTALLER] : [WINDOWS_INSTALLER];
    case "msix":
      return removing ? [MSIX_REMOVE, MSIX] : [MSIX];
    case "pkg":
      return [PKG];
    case "dmg":
      return installer.app.endsWith(".pkg") ? [PKG] : [OWN];
    case "archive":
    case "appimage":
    case "image":
    case "script":
    case "exec":
      return [OWN];
    case "exe":
      switch (installer.family) {
        case "nsis":
          return [NSIS];
        case "inno":
          return [INNO];
        case "installshield-script":
          return [INSTALLSHIELD_SCRIPT];
        case "installshield-msi":
        case "burn":
          return removing ? [WINDOWS_INSTALLER_REMOVE, WINDOWS_INSTALLER] : [WINDOWS_INSTALLER];
        case "custom":
          return [OWN];
      }
  }
}

function meaningOf(tables: ExitTable[], exitCode: number): ExitMeaning | undefined {
  // 0x8007xxxx is a plain Windows error code in the dress of an HRESULT: 0x80070642 is 1602.
  const plain = unsigned(exitCode) >>> 16 === 0x8007 ? [unsigned(exitCode) & 0xffff] : [];
  for (const code of [exitCode, signed(exitCode), unsigned(exitCode), ...plain])
    for (const table of tables) if (table[code] !== undefined) return table[code];
  return undefined;
}

function sentenceOf(exitCodes: ExitCodes | undefined, exitCode: number): string | undefined {
  const { reasons } = exitCodes ?? {};
  return reasons?.[String(exitCode)] ?? reasons?.[String(unsigned(exitCode))] ?? reasons?.[String(signed(exitCode))];
}

function wordsOf(installer: Installer, exitCode: number): string {
  if (installer.kind === "rpm" && exitCode > 1 && exitCode < 100) return say("exit-rpm-count", { count: exitCode });
  if (unsigned(exitCode) >= 0x8000_0000)
    return say("exit-unknown-hresult", {
      code: `0x${unsigned(exitCode).toString(16).toUpperCase()}`,
      kind: installer.kind,
    });
  return say("exit-unknown", { kind: installer.kind });
}

function unsigned(code: number): number {
  return code >>> 0;
}

function signed(code: number): number {
  return code | 0;
}
