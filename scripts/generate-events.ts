/** Writes `docs/events.md`, the page of everything that the server tells, from the tables of kinds. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AUDIT_KINDS, KEYS_OF_APPLY } from "@shoal/protocol/audit/kinds";
import { EVENT_KINDS, type KindRow } from "@shoal/protocol/event/kinds";

const page = new URL("../docs/events.md", import.meta.url);

const HEAD = `# Events and audit entries

What the server tells of itself, by kind. An event is \`{ id, atMs, kind, subject, data }\` and follows the state of things: the stream
(\`GET /api/v1/events\`) and [webhooks](how-to/monitoring.md#webhooks) have it. An entry of the audit trail (\`shoal audit\`) says who did what, and from where:
\`{ id, atMs, actor, what, subject, detail }\`. \`subject\` is the thing, as \`noun:name\`. Of the keys of \`data\` and \`detail\` those
are there that have something to say; new ones may come, so let your program pass over what it does not know. An
entry that is part of a \`shoal apply\` has \`${KEYS_OF_APPLY.join("` and `")}\` besides. This page follows from the tables in the
code: \`npm run events\`.
`;

export function eventsPage(): string {
  return `${HEAD}\n## Events\n\n${table("data", EVENT_KINDS)}\n## Audit entries\n\n${table("detail", AUDIT_KINDS)}`;
}

export function writtenEventsPage(): string {
  return readFileSync(page, "utf8");
}

function table(column: string, kinds: Readonly<Record<string, KindRow>>): string {
  const rows = Object.entries(kinds).map(([kind, { title, data }]) => `| \`${kind}\` | ${title} | ${keys(data)} |\n`);
  return `| kind | is | \`${column}\` |\n|---|---|---|\n${rows.join("")}`;
}

function keys(data: string): string {
  if (data === "*") return "the order as it was given";
  return data === ""
    ? ""
    : data
        .split(" ")
        .map((key) => `\`${key}\``)
        .join(", ");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, eventsPage());
