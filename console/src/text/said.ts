import i18next from "i18next";
import type { saidText } from "./en/said.ts";
import { unturned } from "./isolated.ts";
import { keyOf } from "./keyed.ts";
import type { Understand, Understood } from "./understand.ts";

type Table = keyof typeof saidText;

/** Where code and page are of different builds, a code may have no text here. */
function textOf(table: Table, code: string): string | undefined {
  const key = `${table}.${keyOf(code)}`;
  return i18next.exists(key) ? i18next.t(key as never) : undefined;
}

/** English is what servers and agents speak themselves. */
export const isTheirs = (): boolean => i18next.language === "en";

export const kindWords = (kind: string): string => textOf("kind", kind) ?? kind;
/** Of a role that every server has, in the language of the page; of others, as whoever made it has said. */
export const roleWords = ({
  name,
  description,
  builtIn,
}: {
  name: string;
  description: string;
  builtIn: boolean;
}): string => (builtIn ? textOf("builtInRole", name) : undefined) ?? description;
export const permissionWords = (permission: string): string => textOf("permission", permission) ?? permission;
export const problemTitle = (code: string): string | undefined => textOf("problemTitle", code);
export const problemHint = (code: string): string | undefined => textOf("problemHint", code);

let understand: Understand | undefined;

/** Of a language that is not theirs, once it is there. */
export function understands(by: Understand | undefined): void {
  understand = by;
}

/** A sentence of theirs in the language of the page; undefined where it is none that is known. */
export const understood = (text: string): Understood | undefined =>
  isTheirs() ? { text: unturned(text), partly: false } : understand?.(text);

/** The same where there is room for one line alone: what nobody understands is left as it was said. */
export const inWords = (text: string): string => understood(text)?.text ?? unturned(text);

export const reasonWords = (code: string): string => textOf("reason", code) ?? code;

/** Why a device is in its state, in one line: the thing itself, where it can be said, or else what it is one of. */
export function reasonLine(reason: { code?: string; detail?: string } | undefined): string {
  if (reason?.code === undefined) return "";
  const thing = reason.detail === undefined ? undefined : understood(reason.detail);
  return thing === undefined || thing.partly ? reasonWords(reason.code) : thing.text;
}
