/** The part of JSON Schema that our schemas are written in, as TypeBox gives it. */
export interface JsonSchema {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean;
  patternProperties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

export type Path = readonly (string | number)[];

/** One thing that is wrong with a document, for the person who wrote it. */
export interface DocumentProblem {
  path: Path;
  /** Where the last step of the path is a key that should not be there, the key is meant and not what it holds. */
  on: "key" | "value";
  /** Says what is wrong without the path: `unknown key "instaler"`. */
  message: string;
  /** Says what would be right: `did you mean "installer"?` */
  hint?: string;
}

/** `variants[0].installer.kind`; "" for the document itself. */
export function formatPath(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}

/** The problem in one line: `variants[0].version: must be text …: quote it`. */
export function formatProblem(problem: Omit<DocumentProblem, "on">): string {
  return [formatPath(problem.path), problem.message, problem.hint].filter(Boolean).join(": ");
}
