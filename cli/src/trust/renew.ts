import { binsOf, RENEW_LEFT_MS } from "@shoal/core/trust/layout";
import { renewed } from "@shoal/core/trust/make";
import { type Kinds, textOf } from "@shoal/core/trust/metadata";
import type { Invocation } from "../command/invocation.ts";
import { delegationsIn } from "./delegate.ts";
import { draftOf } from "./draft.ts";
import { type FinishOptions, finishDraft } from "./finish.ts";
import { serverView } from "./server-view.ts";

export interface RenewOptions extends FinishOptions {
  /** Not only what ends before long. */
  all?: boolean;
}

/** Signs anew, as it is, what expires before long, or has. */
export async function renewTrust(invocation: Invocation, options: RenewOptions): Promise<void> {
  const nowMs = invocation.shell.nowMs();
  const view = await serverView(invocation, [], { anyAge: true });
  const isDue = ({ signed }: Kinds["root"] | Kinds["targets"]) =>
    options.all === true || Date.parse(signed.expires) - nowMs < RENEW_LEFT_MS;
  const metadata: { role: string; text: string }[] = [];
  const root = await view.root();
  if (isDue(root)) metadata.push({ role: "root", text: textOf(renewed("root", root, nowMs)) });
  const targets = await view.targets();
  if (isDue(targets)) metadata.push({ role: "targets", text: textOf(renewed("targets", targets, nowMs)) });
  for (const { name } of delegationsIn(targets))
    for (const role of [name, ...binsOf(name)]) {
      const before = await view.role(role);
      if (isDue(before)) metadata.push({ role, text: textOf(renewed("targets", before, nowMs)) });
    }
  if (metadata.length === 0) {
    invocation.terminal.note("Nothing ends before long. To sign all of it anew: shoal trust renew --all");
    return;
  }
  await finishDraft(invocation, await draftOf(view, "signed anew", metadata), view, options);
}
