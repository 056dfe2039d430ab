import { ERRORS } from "@shoal/protocol/errors/catalogue";
import { LIMITS } from "@shoal/protocol/limits";
import type { TrustDownload } from "@shoal/protocol/node/trust-client";
import type { Invocation } from "../command/invocation.ts";
import { Failure } from "../exit/failure.ts";
import { fingerprintOf, type KnownRoot, rememberRoot, rootOfServer, serverHasRoot } from "./known-root.ts";
import { type TrustView, viewOf } from "./view.ts";

/**
 * The server's metadata, verified from the root that this machine knows of it.
 * @param anyAge also what has expired: for signing that anew
 */
export async function serverView(
  invocation: Invocation,
  paths: readonly string[],
  { anyAge = false } = {},
): Promise<TrustView> {
  const download = await downloadFrom(invocation);
  const known = await rootOf(invocation, download);
  return await viewOf(known, paths, anyAge ? 0 : invocation.shell.nowMs(), download);
}

/** The root that was believed at first; a server that is new here is believed once, and that is said. */
async function rootOf(invocation: Invocation, download: TrustDownload): Promise<KnownRoot> {
  const { shell, terminal } = invocation;
  const { server } = await invocation.connection();
  const known = await rootOfServer(shell.env, server);
  if (known) return known;
  const first = await download("1.root.json", LIMITS.trustRootBytes);
  if (!(first instanceof Uint8Array)) {
    const { title, hint } = ERRORS["trust-missing"];
    const detail = first === "absent" ? `${server} has no root of releases.` : `${server}: ${first.failed}.`;
    throw new Failure({ title, detail, hint, code: "trust-missing" });
  }
  const root = Buffer.from(first).toString();
  const remembered = await rememberRoot(shell.env, root);
  await serverHasRoot(shell.env, server, remembered.fingerprint);
  terminal.note(
    `The releases of ${server} have root ${fingerprintOf(root)}, which is believed on this machine from now on. Compare it: shoal trust show.`,
  );
  return remembered;
}

async function downloadFrom(invocation: Invocation): Promise<TrustDownload> {
  const { server, token } = await invocation.connection();
  const { signal } = invocation.shell;
  return async (file, maxBytes) => {
    let answer: Response;
    try {
      answer = await fetch(new URL(`/api/v1/trust/metadata/${file}`, server), {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        signal: AbortSignal.any([signal, AbortSignal.timeout(LIMITS.trustFollowMs)]),
      });
    } catch (error) {
      return { failed: (error as Error).message, tooLong: false };
    }
    if (answer.status === 404) return "absent";
    if (!answer.ok || !answer.body) return { failed: `the server answered ${answer.status}`, tooLong: false };
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) return { failed: `it is longer than ${maxBytes} bytes`, tooLong: true };
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
}
