import type { PackageFile } from "@shoal/protocol/package/package-file";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { createContext, useContext } from "react";
import { at } from "./draft.ts";
import type { Problem } from "./judge.ts";

/** The package file as it is filled in, and what is wrong with it. */
export interface ReleaseFormState {
  file: PackageFile;
  set: (path: Path, value: unknown) => void;
  problems: readonly Problem[];
  /** Also what is only missing yet is told at its field. */
  tried: boolean;
}

export const FormContext = createContext<ReleaseFormState>({
  file: { name: "", version: "", publisher: "", variants: [] },
  set: () => undefined,
  problems: [],
  tried: false,
});

export const idOf = (path: Path): string => `field ${path.join(" ")}`.replaceAll(" ", "-");

const isWithin = (path: Path, outer: Path): boolean => outer.every((step, index) => path[index] === step);

/** @param path of a value, and of all that is in it */
export function useField(path: Path) {
  const { file, set, problems, tried } = useContext(FormContext);
  const value = at(file, path);
  const found = problems.find((each) => isWithin(each.path, path));
  const isEmpty = value === undefined || value === "";
  return {
    id: idOf(path),
    value,
    set: (next: unknown) => set(path, next),
    error: found === undefined || (isEmpty && !tried) ? undefined : saidOf(found),
  };
}

export const saidOf = ({ message, hint }: Pick<Problem, "message" | "hint">): string =>
  hint === undefined ? message : `${message}: ${hint}`;
