import type { Dependency, Superseded } from "@shoal/protocol/package/relations";
import type { Release } from "@shoal/protocol/package/release";
import { type Api, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatBytes } from "../terminal/bytes.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import { describeMatch } from "./describe-match.ts";

export async function getPackage(invocation: Invocation, _options: object, text: string): Promise<void> {
  const api = await invocation.api();
  const at = text.lastIndexOf("@");
  if (at > 0) await oneRelease(invocation, api, text.slice(0, at), text.slice(at + 1));
  else await allReleases(invocation, api, text);
}

async function allReleases({ terminal }: Invocation, api: Api, name: string): Promise<void> {
  const found = await answerOf(api.GET("/api/v1/packages/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson(found);
  head(terminal.answer.bind(terminal), [
    ["package", found.name],
    ["publisher", found.publisher],
    ["about", found.description],
  ]);
  terminal.answer("");
  terminal.table(found.items, [
    { title: "version", cell: (row) => row.version, whole: true },
    {
      title: "state",
      whole: true,
      cell: ({ recalled }) => (recalled ? { text: "recalled", style: terminal.out.red } : "published"),
    },
    { title: "published", cell: (row) => formatMoment(row.createdMs), whole: true },
    { title: "by", cell: (row) => row.createdBy },
    { title: "key", cell: (row) => row.keyId, whole: true },
    { title: "variants", cell: (row) => row.variants.join(", ") },
  ]);
}

async function oneRelease({ terminal }: Invocation, api: Api, name: string, version: string): Promise<void> {
  const found = await answerOf(
    api.GET("/api/v1/packages/{name}/releases/{version}", { params: { path: { name, version } } }),
  );
  if (terminal.json) return terminal.answerJson(found);
  const release = found.release as Release;
  head(terminal.answer.bind(terminal), [
    ["release", `${found.package}@${found.version}`],
    ["publisher", found.publisher],
    ["about", found.description],
    ["published", `${formatMoment(found.createdMs)} by ${found.createdBy}`],
    ["signed by", found.keyId],
    ["digest", found.digest],
    ["recalled", describeRecall(found.recalled)],
    ["needs", (release.dependencies ?? []).map(describeDependency).join(", ")],
    ["replaces", (release.supersedes ?? []).map(describeSuperseded).join(", ")],
  ]);
  terminal.answer("");
  terminal.table(release.variants, [
    { title: "variant", cell: (variant) => variant.id, whole: true },
    { title: "for", cell: (variant) => describeMatch(variant.match) },
    { title: "installer", cell: (variant) => variant.installer.kind, whole: true },
    {
      title: "files",
      cell: ({ files }) => files.map((file) => `${file.name} ${formatBytes(file.sizeBytes)}`).join(", "),
    },
  ]);
}

function describeRecall(recall: { atMs: number; by: string; reason: string } | undefined): string {
  return recall === undefined ? "" : `${formatMoment(recall.atMs)} by ${recall.by}: ${recall.reason}`;
}

function describeDependency({ package: name, versions, install, match }: Dependency): string {
  const where = match === undefined ? "" : ` on ${describeMatch(match)}`;
  return `${name} ${versions}${where}${install ? "" : " (must be there)"}`;
}

function describeSuperseded({ package: name, versions, remove }: Superseded): string {
  return `${[name, versions].filter((each) => each !== undefined).join(" ")}${remove ? " (taken away)" : ""}`;
}

function head(answer: (line: string) => void, lines: readonly [label: string, text: string][]): void {
  for (const [label, text] of lines) if (text !== "") answer(`${label.padEnd(9)}  ${printable(text)}`);
}
