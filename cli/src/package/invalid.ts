import { ERRORS, type ErrorCode } from "@shoal/protocol/errors/catalogue";
import { Failure } from "../exit/failure.ts";
import type { PackageProblemLine } from "./judge.ts";

/** `shoal.yaml:7:5: unknown key "instaler": did you mean "installer"?` */
export function problemLine(
  shownPath: string,
  { line, column, message, hint }: Omit<PackageProblemLine, "code">,
): string {
  return `${shownPath}:${line}:${column}: ${hint === undefined ? message : `${message}: ${hint}`}`;
}

export function invalidPackage(shownPath: string, problems: readonly Omit<PackageProblemLine, "code">[]): Failure {
  const hint =
    "Correct the file; shoal package check looks at it again without publishing. docs/package-file.md explains each key.";
  return invalidFile("package-invalid", shownPath, problems, hint);
}

/** A file that a person wrote, with every problem and its place. */
export function invalidFile(
  code: ErrorCode,
  shownPath: string,
  problems: readonly Omit<PackageProblemLine, "code">[],
  hint: string,
): Failure {
  return new Failure({
    title: ERRORS[code].title,
    detail:
      problems.length === 1
        ? `${shownPath} has one problem; it is above.`
        : `${shownPath} has ${problems.length} problems; they are above.`,
    hint,
    code,
    problems: problems.map((problem) => problemLine(shownPath, problem)),
  });
}
