import type { DocumentProblem, Path } from "@shoal/protocol/schema/json-schema";

/** Something that is wrong with a package, with the code of the error catalogue that it is. */
export interface PackageProblem extends DocumentProblem {
  code: "package-invalid" | "variant-tie";
}

/** Collects problems while a file is read, so that its author hears of all of them at once. */
export type Complain = (problems: PackageProblem[]) => void;

/** For use with a spread: `...problemAt(path, "what is wrong", "what would be right")`. */
export function problemAt(path: Path, message: string, hint?: string): PackageProblem[] {
  return [{ path, on: "value", code: "package-invalid", message, ...(hint === undefined ? {} : { hint }) }];
}
