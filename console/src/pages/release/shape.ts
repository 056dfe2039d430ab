import type { JsonSchema } from "@shoal/protocol/schema/json-schema";

/** How a value of the package file is filled in. */
export type Shape =
  | { as: "text" | "script" | "size" | "number" | "flag" | "lines" | "numbers" | "pairs" | "facts" }
  | { as: "choice" | "choices"; of: readonly (string | number)[] }
  | { as: "group"; of: Record<string, JsonSchema> };

const LONG = 65_536;

/** By its schema, so that a key that is new in the package file is a new field. */
export function shapeOf(schema: JsonSchema): Shape {
  const { anyOf = [] } = schema;
  const words = choicesOf(schema);
  if (words) return { as: "choice", of: words };
  if (schema.type === "boolean") return { as: "flag" };
  if (schema.type === "integer" || schema.type === "number") return { as: "number" };
  if (schema.type === "array") return listOf(schema);
  const group = [schema, ...anyOf].find(({ properties }) => properties !== undefined);
  if (group?.properties) return { as: "group", of: group.properties };
  if (schema.patternProperties !== undefined)
    return { as: Object.values(schema.patternProperties)[0]?.anyOf ? "facts" : "pairs" };
  const list = anyOf.find(({ type }) => type === "array");
  if (list) return listOf(list);
  if (anyOf.some(({ type }) => type === "integer")) return { as: "size" };
  return { as: schema.maxLength === LONG ? "script" : "text" };
}

function listOf({ items = {} }: JsonSchema): Shape {
  const words = choicesOf(items);
  if (words) return { as: "choices", of: words };
  return { as: items.type === "integer" ? "numbers" : "lines" };
}

function choicesOf({ enum: words, anyOf = [] }: JsonSchema): readonly (string | number)[] | undefined {
  const consts = anyOf.map((each) => each.const);
  const found = words ?? (consts.length > 0 && consts.every((each) => each !== undefined) ? consts : undefined);
  return found as readonly (string | number)[] | undefined;
}

/** A value as it is typed. */
export function shown(as: Shape["as"], value: unknown): string {
  if (value === undefined || value === null) return "";
  if (as === "lines") return [value].flat().join("\n");
  if (as === "numbers") return (value as number[]).join(", ");
  if (as === "pairs" || as === "facts")
    return Object.entries(value as object)
      .map(([key, each]) => `${key}=${String(each)}`)
      .join("\n");
  return String(value);
}

/** What is typed as a value; undefined: nothing is said. */
export function read(as: Shape["as"], text: string): unknown {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (as === "lines") return lines.length === 0 ? undefined : lines;
  if (as === "numbers") {
    const words = text.split(/[\s,]+/).filter((each) => each !== "");
    return words.length === 0 ? undefined : words.map((each) => (Number.isNaN(Number(each)) ? each : Number(each)));
  }
  if (as === "pairs" || as === "facts") {
    const pairs = lines.map((line) => {
      const sign = line.indexOf("=");
      const [key, value] = sign < 0 ? [line, ""] : [line.slice(0, sign).trim(), line.slice(sign + 1)];
      return [key, as === "facts" ? scalar(value.trim()) : value];
    });
    return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
  }
  if (as === "size" && /^\d+$/.test(text)) return Number(text);
  return text === "" ? undefined : text;
}

function scalar(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
}
