import { once } from "node:events";
import type { Invocation } from "../command/invocation.ts";
import { headersFor } from "./headers.ts";
import { failureFromAnswer } from "./problem.ts";
import { failureFromNetwork } from "./unreachable.ts";

/** An answer as it comes: a million rows cost no memory here either. @throws Failure where it is an error, or ends too early */
export async function* download(invocation: Invocation, pathAndQuery: string): AsyncGenerator<Uint8Array> {
  const { shell } = invocation;
  const connection = await invocation.connection();
  const url = `${connection.server}${pathAndQuery}`;
  try {
    const answer = await fetch(url, { headers: headersFor(connection), signal: shell.signal });
    if (!answer.ok || !answer.body)
      throw failureFromAnswer(answer.status, answer.statusText, json(await answer.text()), new URL(url).pathname);
    yield* answer.body;
  } catch (error) {
    // fetch() throws this for whatever happens to a connection, before the answer and within it.
    if (error instanceof TypeError && !shell.signal.aborted) throw failureFromNetwork(error, connection.server);
    throw error;
  }
}

/** Streams an answer to stdout. */
export async function downloadToStdout(invocation: Invocation, pathAndQuery: string): Promise<void> {
  const { stdout } = invocation.shell;
  for await (const chunk of download(invocation, pathAndQuery)) if (!stdout.write(chunk)) await once(stdout, "drain");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
