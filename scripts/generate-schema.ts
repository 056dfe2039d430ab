/** Writes the JSON Schemas in `docs/schema` that editors complete `shoal.yaml` and the files of a fleet with. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FleetDocument } from "@shoal/protocol/fleet/document";
import { PackageFile } from "@shoal/protocol/package/package-file";

const SCHEMAS = { shoal: PackageFile, fleet: FleetDocument } as const;
type Name = keyof typeof SCHEMAS;
const pageOf = (name: Name) => new URL(`../docs/schema/${name}.schema.json`, import.meta.url);

/**
 * TypeBox keeps the definitions of a recursive type beside it and refers to them by bare name; JSON Schema (2020-12 8.2.4)
 * has them at the root and refers to them by pointer. Their `$id` would make each a document of its own.
 */
export function publishedSchema(name: Name = "shoal"): string {
  const definitions: Record<string, unknown> = {};
  const publish = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(publish);
    if (typeof node !== "object" || node === null) return node;
    const { $defs, $ref, $id: _, ...rest } = node as Record<string, unknown>;
    for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, unknown>))
      definitions[name] = publish(definition);
    const published = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, publish(value)]));
    return $ref === undefined ? published : { $ref: `#/$defs/${$ref}`, ...published };
  };
  const { $schema, title, ...root } = publish(SCHEMAS[name]) as Record<string, unknown>;
  return `${JSON.stringify({ $schema, title, ...root, ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}) }, null, 2)}\n`;
}

export function writtenSchema(name: Name = "shoal"): string {
  return readFileSync(pageOf(name), "utf8");
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const name of Object.keys(SCHEMAS) as Name[]) writeFileSync(pageOf(name), publishedSchema(name));
