import { acceptedBy } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { readRelease } from "../package/release-argument.ts";
import { findStaged } from "./find-staged.ts";

/** Its content stays, as that of every release that was never published does, until it is swept. */
export async function dropStaged(invocation: Invocation, _options: object, argument: string): Promise<void> {
  const { terminal } = invocation;
  const { name, version } = readRelease(argument, undefined);
  const api = await invocation.api();
  const { digest } = await findStaged(api, { name, version });
  await acceptedBy(api.DELETE("/api/v1/staged-releases/{digest}", { params: { path: { digest } } }));
  if (terminal.json) return terminal.answerJson({ package: name, version, digest });
  terminal.answer(`${name}@${version}`);
  terminal.note("It does not wait to be signed any more.");
}
