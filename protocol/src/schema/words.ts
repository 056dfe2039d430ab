import type { JsonSchema } from "./json-schema.ts";

export type Kind = "mapping" | "list" | "text" | "number" | "boolean" | "nothing";

export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
    case "bigint":
      return "number";
    case "boolean":
      return "boolean";
    default:
      return "mapping";
  }
}

/** Which kind of value a schema without alternatives speaks of. */
export function kindOfSchema(schema: JsonSchema): Kind | undefined {
  if (schema.const !== undefined) return kindOf(schema.const);
  if (schema.enum !== undefined) return kindOf(schema.enum[0]);
  const kinds: Record<string, Kind> = {
    object: "mapping",
    array: "list",
    string: "text",
    integer: "number",
    number: "number",
    boolean: "boolean",
  };
  return schema.type === undefined ? undefined : kinds[schema.type];
}

/** What the schema wants, as an object of "must be". */
export function expected(schema: JsonSchema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum !== undefined) return oneOf(schema.enum.map(String));
  if (schema.anyOf !== undefined) return oneOf(schema.anyOf.map(expected));
  if (schema.type === "integer") return "a whole number";
  switch (kindOfSchema(schema)) {
    case "mapping":
      return "a mapping";
    case "list":
      return "a list";
    case "text":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    default:
      return "something else";
  }
}

export function oneOf(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  return distinct.length < 2 ? (distinct[0] ?? "") : `${distinct.slice(0, -1).join(", ")} or ${distinct.at(-1)}`;
}

/** What is there, with an article: `the number 24.10`. @param raw as it is written in the document */
export function actual(value: unknown, raw: string | undefined): string {
  switch (kindOf(value)) {
    case "mapping":
      return "a mapping";
    case "list":
      return "a list";
    case "text":
      return `the text ${quoted(value)}`;
    case "nothing":
      return "empty";
    default:
      return `the ${kindOf(value)} ${raw ?? textOf(value)}`;
  }
}

export function quoted(value: unknown): string {
  if (typeof value !== "string") return textOf(value);
  return value.length > 60 ? `"${value.slice(0, 60)}…"` : `"${value}"`;
}

/** A value as text; of lists and mappings only that, because they may be deep or have a `toString` of their own. */
export function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? kindOf(value) : String(value);
}
