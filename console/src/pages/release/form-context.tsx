import type { PackageFile } from "@shoal/protocol/package/package-file";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { createContext, useContext } from "react";
import { understood } from "../../text/said.ts";
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
    error: found === undefined || (isEmpty && !tried) ? undefined : <Said problem={found} />,
  };
}

/** What is wrong, and what would be right. The rules speak English, as the command line does. */
export function Said({ problem: { message, hint, translated } }: { problem: Problem }) {
  if (translated) return <span>{message}</span>;
  const parts = hint === undefined ? [message] : [message, hint];
  return (
    <span>
      {parts.map((said, at) => {
        const own = understood(said);
        const whole = own?.partly === false;
        return (
          <span key={said} {...(whole ? {} : { lang: "en" })}>
            {at === 0 ? "" : ": "}
            {whole ? own.text : said}
          </span>
        );
      })}
    </span>
  );
}
