import type { InstallerOf } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import type { Command } from "../process/run.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { mainFileOf, missingFile, unusable } from "./main-file.ts";
import { windowsProgram } from "./windows-program.ts";
import { quoteForPowershell as quote } from "./windows-quote.ts";

type Words = Pick<Command, "argv">;

/** For everybody who uses the device, now and later. */
export function msixInstallScript(main: string, dependencies: readonly string[]): string {
  const needs = dependencies.length > 0 ? ` -DependencyPackagePath ${dependencies.map(quote).join(",")}` : "";
  return guarded(`Add-AppxProvisionedPackage -Online -SkipLicense -PackagePath ${quote(main)}${needs} | Out-Null`);
}

export function msixRemoveScript({ identity }: InstallerOf<"msix">): string {
  const name = quote(identity);
  return guarded(
    [
      // First what new users would get, then what the present ones have.
      `Get-AppxProvisionedPackage -Online | Where-Object DisplayName -eq ${name} | Remove-AppxProvisionedPackage -Online | Out-Null`,
      `Get-AppxPackage -AllUsers -Name ${name} | Remove-AppxPackage -AllUsers`,
    ].join("\n"),
  );
}

/** PowerShell ends with 1 for every error; the HRESULT says which. */
function guarded(body: string): string {
  return [
    "$ErrorActionPreference = 'Stop'",
    "$ProgressPreference = 'SilentlyContinue'",
    "try {",
    body,
    "exit 0",
    "} catch {",
    "[Console]::Error.WriteLine($_.Exception.Message)",
    "exit $_.Exception.HResult",
    "}",
  ].join("\n");
}

/** As base64 of UTF-16, which no command line can garble. */
export function powershellCommand(script: string): Words {
  const encoded = Buffer.from(script, "utf16le").toString("base64");
  return {
    argv: [
      windowsProgram("WindowsPowerShell\\v1.0\\powershell.exe"),
      "-NoLogo",
      "-NoProfile",
      "-NonInteractive",
      "-ExecutionPolicy",
      "Bypass",
      "-EncodedCommand",
      encoded,
    ],
  };
}

export const msix: InstallerAdapter<"msix"> = {
  kind: "msix",
  async install(installer, context) {
    const main = mainFileOf(installer, context);
    if (main === undefined) return missingFile(installer, context);
    const dependencies: string[] = [];
    for (const name of installer.dependencies ?? []) {
      const path = context.files.get(name);
      if (path === undefined) return unusable(say("dependency-gone", { file: name }), "correct-package");
      dependencies.push(path);
    }
    return await runPowershell(msixInstallScript(main, dependencies), context);
  },
  remove: (installer, context) => runPowershell(msixRemoveScript(installer), context),
};

function runPowershell(script: string, context: InstallContext) {
  const { workDir: cwd, timeoutMs } = context;
  return context.run({ ...powershellCommand(script), cwd, timeoutMs }, context.log, context.signal);
}
