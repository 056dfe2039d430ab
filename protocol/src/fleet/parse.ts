import { stringify } from "yaml";
import { LIMITS } from "../limits.ts";
import { type ParsedYaml, parseYamlDocuments } from "../yaml/parse-yaml.ts";
import { FleetDocument } from "./document.ts";

/** Reads a file of a fleet: documents with --- between them, each of one kind. Never throws. */
export function parseFleetFile(text: string): ParsedYaml<FleetDocument>[] {
  return parseYamlDocuments(text, {
    schema: FleetDocument,
    noun: "thing",
    mostBytes: LIMITS.fleetFileBytes,
    tooLarge: "split it: every file of the folder is read",
    page: "docs/how-to/fleet-as-files.md",
  }) as ParsedYaml<FleetDocument>[];
}

/** Documents as a file that is read as the same ones. */
export function writeFleetFile(documents: readonly FleetDocument[]): string {
  return documents.map((each) => stringify(each, { lineWidth: 0 })).join("---\n");
}
