import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from "yaml";
import type { Path } from "../schema/json-schema.ts";

/** Counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** Where a path is; what is not in the document has the place of the nearest thing around it. */
export function positionIn(document: Document, lines: LineCounter, path: Path, on: "key" | "value"): Position {
  let node = document.contents as Node | null;
  let offset = startOf(node) ?? 0;
  for (const [at, step] of path.entries()) {
    const pair = pairOf(node, step);
    const value = pair === undefined ? entryOf(node, step) : (pair.value as Node | null);
    if (pair === undefined && value === undefined) break;
    const keyOffset = startOf(pair?.key as Node | null);
    const wantsKey = on === "key" && at === path.length - 1;
    // A value that is not there begins nowhere: `files:` with nothing behind it.
    const valueOffset = isScalar(value) && value.source === "" ? undefined : startOf(value);
    offset = (wantsKey ? (keyOffset ?? valueOffset) : (valueOffset ?? keyOffset)) ?? offset;
    node = value ?? null;
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** A plain scalar as it is written, before YAML reads `24.10` as 24.1. */
export function rawIn(document: Document, text: string, path: Path): string | undefined {
  const node = path.reduce<Node | null | undefined>(
    (parent, step) => {
      const pair = pairOf(parent ?? null, step);
      return pair === undefined ? entryOf(parent ?? null, step) : (pair.value as Node | null);
    },
    document.contents as Node | null,
  );
  return isScalar(node) && node.range ? text.slice(node.range[0], node.range[1]) : undefined;
}

function pairOf(node: Node | null, step: string | number): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(step));
}

function entryOf(node: Node | null, step: string | number): Node | undefined {
  return isSeq(node) && typeof step === "number" ? (node.items[step] as Node | undefined) : undefined;
}

function startOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}
