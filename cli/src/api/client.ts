import type { paths } from "@shoal/protocol/api/openapi-types";
import { OVERRIDE_HEADER } from "@shoal/protocol/fleet/override-header";
import createClient, { type Client } from "openapi-fetch";
import type { Connection } from "../context/connection.ts";
import { headersFor } from "./headers.ts";
import { failureFromAnswer } from "./problem.ts";
import { failureFromNetwork } from "./unreachable.ts";

export type Api = Client<paths>;

/** How long one answer may take. Long work is not one request: uploads and events have their own ways. */
const ANSWER_MS = 60_000;

/**
 * The server's API, with types generated from its OpenAPI document. Answers are unwrapped by `answerOf`.
 * @param override also change what files manage
 */
export function connectApi(connection: Connection, signal: AbortSignal, override = false): Api {
  return createClient<paths>({
    baseUrl: connection.server,
    headers: {
      ...headersFor(connection),
      ...(override ? { [OVERRIDE_HEADER]: "true" } : {}),
    },
    fetch: async (request) => {
      try {
        return await fetch(request, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]) });
      } catch (error) {
        if (signal.aborted) throw error;
        throw failureFromNetwork(error, connection.server);
      }
    },
  });
}

/**
 * The data of an answer.
 * @throws Failure with the server's own words where it is an error
 */
export async function answerOf<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await answer;
  if (response.ok && data !== undefined && data !== null) return data;
  throw failureFromAnswer(response.status, response.statusText, error ?? data, new URL(response.url).pathname);
}

/** For answers without a body. @throws Failure with the server's own words where it is an error */
export async function acceptedBy(answer: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await answer;
  if (response.ok) return;
  throw failureFromAnswer(response.status, response.statusText, error, new URL(response.url).pathname);
}
