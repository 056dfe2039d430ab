import { mkdir, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { FleetExport } from "@shoal/protocol/api/fleet-plan";
import { FLEET_KINDS } from "@shoal/protocol/fleet/managed";
import { writeFleetFile } from "@shoal/protocol/fleet/parse";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { Failure } from "../exit/failure.ts";
import { toDocument } from "./to-document.ts";

/** Writes one file a kind; applied to the same server they change nothing. */
export async function exportFiles(
  invocation: Invocation,
  { force }: { force?: boolean },
  folder?: string,
): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const { objects, notes } = (await answerOf(api.GET("/api/v1/fleet/export"))) as FleetExport;
  for (const note of notes) terminal.warn(`Note: ${note}.`);
  if (terminal.json && folder === undefined) return terminal.answerJson({ objects, notes });
  if (objects.length === 0) return terminal.note("There is nothing yet that files could declare.");
  if (folder === undefined) return terminal.answer(writeFleetFile(objects.map(toDocument)).trimEnd());

  const files = FLEET_KINDS.map((kind) => ({
    name: `${kind}.yaml`,
    documents: objects.filter((object) => object.kind === kind).map(toDocument),
  })).filter(({ documents }) => documents.length > 0);
  const path = resolve(shell.cwd, folder);
  for (const { name } of files)
    if (!force && (await stat(join(path, name)).catch(() => undefined)))
      throw new Failure({
        title: `${join(folder, name)} is there already`,
        detail: "Nothing was written.",
        hint: "Name another folder, or say --force to write over it.",
        code: "exists",
      });
  await mkdir(path, { recursive: true });
  for (const { name, documents } of files) {
    await writeFile(join(path, name), writeFleetFile(documents));
    terminal.answer(join(folder, name));
  }
  terminal.note(`${objects.length} things. Next: shoal diff -f ${folder}, then shoal apply -f ${folder}`);
}
