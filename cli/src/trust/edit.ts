import { makeRoot, renewed, type Signers } from "@shoal/core/trust/make";
import { textOf } from "@shoal/core/trust/metadata";
import { signersOf } from "@shoal/core/trust/shape";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import { Key } from "@tufjs/models";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { draftOf } from "./draft.ts";
import { type FinishOptions, finishDraft } from "./finish.ts";
import { keyById, readPublicKey } from "./public-key.ts";
import { serverView } from "./server-view.ts";

export interface EditOptions extends FinishOptions {
  addRootKey?: string[];
  removeRootKey?: string[];
  threshold?: string;
  newOnlineKeys?: boolean;
}

/** The next root: other root keys, another threshold, other keys of the server. Root keys also sign targets. */
export async function editTrust(invocation: Invocation, options: EditOptions): Promise<void> {
  const { nowMs } = invocation.shell;
  const view = await serverView(invocation, []);
  const before = await view.root();
  const added = await Promise.all((options.addRootKey ?? []).map((text) => readPublicKey(invocation, text)));
  const root = nextSigners(signersOf(before, "root")!, added, options);
  const online = options.newOnlineKeys
    ? await newOnlineKeys(invocation)
    : { snapshot: signersOf(before, "snapshot")!, timestamp: signersOf(before, "timestamp")! };
  const changesRoot = added.length > 0 || (options.removeRootKey ?? []).length > 0 || options.threshold !== undefined;
  if (!changesRoot && !options.newOnlineKeys)
    throw usageFailure(
      "Nothing would change",
      "Add or remove root keys, or make new online keys: shoal trust edit --help.",
    );
  const after = makeRoot(before.signed.version + 1, { root, targets: root, ...online }, nowMs());
  const metadata = [{ role: "root", text: textOf(after) }];
  // Those who may sign targets are others by then, so they sign what is there.
  if (changesRoot) metadata.push({ role: "targets", text: textOf(renewed("targets", await view.targets(), nowMs())) });
  await finishDraft(invocation, await draftOf(view, "the root is another one", metadata), view, options);
}

function nextSigners(now: Signers, added: readonly Key[], options: EditOptions): Signers {
  const removed = new Set((options.removeRootKey ?? []).map((id) => keyById(now.keys, id).keyID));
  const kept = now.keys.filter((key) => !removed.has(key.keyID));
  const keys = [...kept, ...added.filter((key) => !kept.some((each) => each.keyID === key.keyID))];
  const threshold = options.threshold === undefined ? Math.min(now.threshold, keys.length) : Number(options.threshold);
  if (Number.isSafeInteger(threshold) && threshold >= 1 && threshold <= keys.length) return { keys, threshold };
  throw usageFailure(
    keys.length === 0 ? "No root key would be left" : `--threshold cannot be "${options.threshold}"`,
    "A root needs keys, and a threshold from 1 to their number.",
  );
}

async function newOnlineKeys(invocation: Invocation): Promise<{ snapshot: Signers; timestamp: Signers }> {
  const api = await invocation.api();
  const { nextOnline, online } = await answerOf(api.POST("/api/v1/trust/online-keys"));
  const of = (role: "snapshot" | "timestamp"): Signers => ({
    keys: [new Key(trustKeyParts((nextOnline ?? online)[role]))],
    threshold: 1,
  });
  return { snapshot: of("snapshot"), timestamp: of("timestamp") };
}
