import { downloadToStdout } from "../api/download.ts";
import type { Invocation } from "../command/invocation.ts";

/** The trail as a table on stdout, newest first. */
export async function exportAudit(
  invocation: Invocation,
  format: "csv" | "json",
  span: { since?: number; until?: number },
): Promise<void> {
  const query = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(span)) query.set(key, String(value));
  await downloadToStdout(invocation, `/api/v1/export/audit?${query}`);
}

/** The trail as lines that prove each other: what `shoal audit verify FILE` reads. */
export async function exportTrail(invocation: Invocation): Promise<void> {
  await downloadToStdout(invocation, TRAIL);
}

export const TRAIL = "/api/v1/audit/trail";
