import { LIMITS } from "../limits.ts";
import { say } from "../sentence/say.ts";
import { type ParsedYaml, type PlacedProblem, parseYaml } from "../yaml/parse-yaml.ts";
import { PackageFile } from "./package-file.ts";

export type ParsedPackageFile = ParsedYaml<PackageFile>;

/** Reads `shoal.yaml`. Whatever the text is, it says so in problems and does not throw. */
export function parsePackageFile(text: string): ParsedPackageFile {
  return parseYaml(text, {
    schema: PackageFile,
    noun: "package",
    mostBytes: LIMITS.packageFileBytes,
    tooLarge: say("yaml-scripts-apart"),
    page: "docs/package-file.md",
  });
}

/** `shoal.yaml:7:5: unknown key "instaler": did you mean "installer"?` */
export function formatPlacedProblem(filename: string, problem: PlacedProblem): string {
  return `${filename}:${problem.line}:${problem.column}: ${[problem.message, problem.hint].filter(Boolean).join(": ")}`;
}
