import { widthOf } from "../terminal/width.ts";

/** What of a long query is shown around the place. */
const AROUND = 60;

/** The query, and a line with a caret under one of its characters. @param column from 1 */
export function pointAt(text: string, column: number): string[] {
  if (text.trim() === "") return [];
  // Each blank stays one: whoever wrote the query over several lines sees it in one.
  const line = text.replace(/\s/g, " ");
  const at = Math.min(column, line.length) - 1;
  const from = at > AROUND ? at - AROUND : 0;
  const before = `${from > 0 ? "…" : ""}${line.slice(from, at)}`;
  const behind = line.slice(at, at + AROUND);
  return [`${before}${behind}${at + AROUND < line.length ? "…" : ""}`, `${" ".repeat(widthOf(before))}^`];
}
