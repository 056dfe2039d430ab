import { ceremony } from "@shoal/core/trust/ceremony";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import { Key } from "@tufjs/models";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { rootKeyFile } from "../context/paths.ts";
import { Failure, usageFailure } from "../exit/failure.ts";
import { type LocalKey, readKey, readReleaseKey } from "../key/read.ts";
import { rememberRoot, serverHasRoot } from "./known-root.ts";
import { shortId, trustSigner } from "./signer.ts";

export interface InitOptions {
  rootKey?: string[];
  threshold?: string;
  key?: string;
}

/** Says for the first time whose releases the devices of this server trust: root, targets, the release key and its bins. */
export async function initTrust(invocation: Invocation, options: InitOptions): Promise<void> {
  const { shell, terminal } = invocation;
  const rootKeys = await readRootKeys(invocation, options.rootKey);
  const threshold = thresholdOf(options.threshold, rootKeys);
  const release = await readReleaseKey(invocation, options.key);
  const api = await invocation.api();
  const state = await answerOf(api.GET("/api/v1/trust"));
  if (state.root !== undefined)
    throw new Failure({
      title: "It is said already whose releases devices trust",
      detail: `The server has version ${state.root} of a root. Nothing was changed.`,
      hint: "See it: shoal trust show. Keys are changed by who holds root keys: shoal trust edit --help.",
      code: "conflict",
    });
  const metadata = ceremony({
    root: rootKeys.map(trustSigner),
    threshold,
    release: trustSigner(release),
    online: {
      snapshot: new Key(trustKeyParts(state.online.snapshot)),
      timestamp: new Key(trustKeyParts(state.online.timestamp)),
    },
    nowMs: shell.nowMs(),
  });
  await answerOf(api.POST("/api/v1/trust/metadata", { body: { metadata } }));
  const known = await rememberRoot(shell.env, metadata[0]!.text);
  await serverHasRoot(shell.env, (await invocation.connection()).server, known.fingerprint);
  if (terminal.json)
    return terminal.answerJson({
      root: known.fingerprint,
      rootKeys: rootKeys.map((key) => key.trustKeyId),
      threshold,
      releaseKey: release.trustKeyId,
    });
  terminal.answer(known.fingerprint);
  const who = rootKeys.length === 1 ? "one root key" : `${threshold} of ${rootKeys.length} root keys`;
  terminal.note(
    `Devices that enrol from now on trust releases signed by key ${shortId(release.trustKeyId)}, as ${who} said.`,
  );
  terminal.note(
    `Take ${rootKeys.map((key) => key.path).join(", ")} off this machine, and keep a copy: who has it says whose releases are trusted.`,
  );
}

async function readRootKeys(invocation: Invocation, files: readonly string[] | undefined): Promise<LocalKey[]> {
  const keys: LocalKey[] = [];
  for (const file of files ?? [rootKeyFile(invocation.shell.env)]) keys.push(await readKey(invocation, file, "root"));
  const ids = new Set(keys.map((key) => key.trustKeyId));
  if (ids.size < keys.length) throw usageFailure("A root key is there twice", "Name each --root-key once.");
  return keys;
}

function thresholdOf(text: string | undefined, keys: readonly LocalKey[]): number {
  const threshold = text === undefined && keys.length === 1 ? 1 : Number(text);
  if (Number.isSafeInteger(threshold) && threshold >= 1 && threshold <= keys.length) return threshold;
  throw usageFailure(
    text === undefined ? "Several root keys need --threshold" : `--threshold cannot be "${text}"`,
    `Write how many of the ${keys.length} root keys have to sign: a number from 1 to ${keys.length}.`,
  );
}
