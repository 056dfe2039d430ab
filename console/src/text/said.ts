import i18next from "i18next";
import type { saidText } from "./en/said.ts";
import { keyOf } from "./keyed.ts";

type Table = keyof typeof saidText;

/** Where code and page are of different builds, a code may have no text here. */
function textOf(table: Table, code: string): string | undefined {
  const key = `${table}.${keyOf(code)}`;
  return i18next.exists(key) ? i18next.t(key as never) : undefined;
}

/** English is what servers and agents speak themselves. */
export const isTheirs = (): boolean => i18next.language === "en";

export const kindWords = (kind: string): string => textOf("kind", kind) ?? kind;
export const permissionWords = (permission: string): string => textOf("permission", permission) ?? permission;
export const problemTitle = (code: string): string | undefined => textOf("problemTitle", code);
export const problemHint = (code: string): string | undefined => textOf("problemHint", code);

/** The sentence of a code; what an agent has said of the thing itself is the detail, and stands behind it. */
export const reasonWords = (code: string): string => textOf("reason", code) ?? code;

/** Why a device is in its state, in one line. */
export function reasonLine(reason: { code?: string; detail?: string } | undefined): string {
  if (reason?.code === undefined) return "";
  return (isTheirs() ? reason.detail : undefined) ?? reasonWords(reason.code);
}
