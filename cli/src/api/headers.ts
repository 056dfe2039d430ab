import { CLI_AGENT } from "@shoal/protocol/api/user-agent";
import type { Connection } from "../context/connection.ts";
import { VERSION } from "../version.ts";

/** What every request says: who asks, and that it is this program. */
export function headersFor({ token }: Connection): Record<string, string> {
  return {
    "user-agent": `${CLI_AGENT}${VERSION}`,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}
