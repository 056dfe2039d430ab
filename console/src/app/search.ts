/*
 * What stands in an address behind the question mark is read by these: what is not said, or makes no sense, is left out.
 */

import { parseSearchWith, stringifySearchWith } from "@tanstack/react-router";
import { ordersIn } from "../ui/list-order.ts";

export const textOf = (value: unknown): string | undefined =>
  typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : typeof value === "string" && value !== ""
      ? value
      : undefined;

export const oneOf = <T extends string>(value: unknown, words: readonly T[]): T | undefined =>
  words.find((word) => word === value);

/** A number of a thing, which stands in an address as one: `?draft=7`. */
export const numberOf = (value: unknown): number | undefined => {
  const number = Number(value ?? Number.NaN);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
};

/** Without those that are undefined. */
export function said<T extends object>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as never;
}

/**
 * How a page reads what stands in its address. The router lays what comes of it over what stood there, so what is not read, or makes no
 * sense, has to be said to be nothing: left out, it would come to the page as it was written. How lists are ordered is theirs, on every page.
 */
export const reading =
  <T extends object>(read: (search: Record<string, unknown>) => T) =>
  (search: Record<string, unknown>): ReturnType<typeof said<T>> =>
    Object.assign(
      Object.fromEntries(Object.keys(search).map((key) => [key, undefined])),
      ordersIn(search),
      said(read(search)),
    );

const quotedText = (value: string): unknown => {
  const text: unknown = value.startsWith('"') ? JSON.parse(value) : undefined;
  if (typeof text !== "string") throw new SyntaxError("not a text in quotes");
  return text;
};

/** A version 1.10 is no number 1.1: only what stands in quotes is more than the text that it is. */
export const searchTexts = {
  parseSearch: parseSearchWith(quotedText),
  stringifySearch: stringifySearchWith(JSON.stringify, quotedText),
};
