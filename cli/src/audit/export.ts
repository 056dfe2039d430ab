import { once } from "node:events";
import { failureFromAnswer } from "../api/problem.ts";
import { failureFromNetwork } from "../api/unreachable.ts";
import type { Invocation } from "../command/invocation.ts";

/** Streams the server's export to stdout as it comes: a million rows cost no memory here either. */
export async function exportAudit(
  invocation: Invocation,
  format: "csv" | "json",
  span: { since?: number; until?: number },
): Promise<void> {
  const { shell } = invocation;
  const connection = await invocation.connection();
  const url = new URL(`${connection.server}/api/v1/export/audit`);
  url.searchParams.set("format", format);
  for (const [key, value] of Object.entries(span)) url.searchParams.set(key, String(value));
  const headers: Record<string, string> =
    connection.token === undefined ? {} : { authorization: `Bearer ${connection.token}` };
  let answer: Response;
  try {
    answer = await fetch(url, { headers, signal: shell.signal });
  } catch (error) {
    if (shell.signal.aborted) throw error;
    throw failureFromNetwork(error, connection.server);
  }
  if (!answer.ok || !answer.body) {
    const text = await answer.text();
    throw failureFromAnswer(answer.status, answer.statusText, json(text), url.pathname);
  }
  try {
    for await (const chunk of answer.body) if (!shell.stdout.write(chunk)) await once(shell.stdout, "drain");
  } catch (error) {
    if (shell.signal.aborted) throw error;
    throw failureFromNetwork(error, connection.server);
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
