import { binsOf, isDelegatedName, pathsOf } from "@shoal/core/trust/layout";
import { type Delegation, makeBin, makeDelegated, makeTargets, type Signers, targetsIn } from "@shoal/core/trust/make";
import { type Kinds, textOf } from "@shoal/core/trust/metadata";
import { signersOf } from "@shoal/core/trust/shape";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { draftOf } from "./draft.ts";
import { type FinishOptions, finishDraft } from "./finish.ts";
import { keyById, readPublicKey } from "./public-key.ts";
import { serverView } from "./server-view.ts";
import type { TrustView } from "./view.ts";

export interface DelegateOptions extends FinishOptions {
  key?: string[];
  packages?: string[];
  threshold?: string;
}

/** Gives a publisher a role of its own, or a role other keys: what is in it stays, and the new keys sign it. */
export async function delegateTrust(invocation: Invocation, options: DelegateOptions, name: string): Promise<void> {
  if (!isDelegatedName(name))
    throw usageFailure(`A role cannot be called "${name}"`, "Small letters and digits, from a letter on.");
  const view = await serverView(invocation, []);
  const delegations = delegationsIn(await view.targets());
  const before = delegations.find((each) => each.name === name);
  const keys = await Promise.all((options.key ?? []).map((text) => readPublicKey(invocation, text)));
  const packages = options.packages && pathsOf(options.packages);
  if (options.packages && !packages)
    throw usageFailure(`--packages cannot be "${options.packages.join(",")}"`, "Write patterns of names: acme-*");
  const paths = packages ?? before?.paths;
  const who = keys.length > 0 ? keys : before?.keys;
  if (!paths || !who)
    throw usageFailure(
      "A new role needs --key and --packages",
      "shoal trust delegate acme --key FILE --packages 'acme-*'",
    );
  const threshold = Number(options.threshold ?? (keys.length > 0 ? 1 : before?.threshold));
  const next: Delegation = { name, keys: who, threshold, paths };
  // The first that fits is asked: whoever has less goes before whoever has all.
  const others = delegations.filter((each) => each.name !== name);
  const all = before ? delegations.map((each) => (each.name === name ? next : each)) : [next, ...others];
  const metadata = await withRole(
    view,
    all,
    before && keys.length === 0 && options.threshold === undefined ? undefined : next,
    invocation.shell.nowMs(),
  );
  await finishDraft(invocation, await draftOf(view, `role ${name} is another one`, metadata), view, options);
}

/** Takes a key out of every publisher's role; those that are left sign what is in it. */
export async function revokeTrust(invocation: Invocation, options: FinishOptions, keyId: string): Promise<void> {
  const view = await serverView(invocation, []);
  const delegations = delegationsIn(await view.targets());
  const key = keyById(
    [...new Map(delegations.flatMap((each) => each.keys).map((each) => [each.keyID, each])).values()],
    keyId,
  );
  const hit = delegations.filter((each) => each.keys.some((other) => other.keyID === key.keyID));
  const changed = hit.map((each): Delegation => {
    const keys = each.keys.filter((other) => other.keyID !== key.keyID);
    if (keys.length < each.threshold)
      throw usageFailure(
        `Role ${each.name} would have too few keys`,
        `Give it others instead: shoal trust delegate ${each.name} --key FILE`,
      );
    return { ...each, keys };
  });
  const all = delegations.map((each) => changed.find((other) => other.name === each.name) ?? each);
  const nowMs = invocation.shell.nowMs();
  const metadata = await withRole(view, all, undefined, nowMs);
  for (const each of changed) metadata.push(...(await roleOf(view, each.name, each, nowMs)));
  const why = `key ${key.keyID.slice(0, 16)} signs for nothing any more`;
  await finishDraft(invocation, await draftOf(view, why, metadata), view, options);
}

async function withRole(
  view: TrustView,
  delegations: readonly Delegation[],
  changed: Delegation | undefined,
  nowMs: number,
): Promise<{ role: string; text: string }[]> {
  const version = (await view.versionOf("targets")) + 1;
  const targets = { role: "targets", text: textOf(makeTargets(version, delegations, nowMs)) };
  return changed ? [targets, ...(await roleOf(view, changed.name, changed, nowMs))] : [targets];
}

/** A role in its next version with all of its bins, to be signed by these. */
async function roleOf(
  view: TrustView,
  name: string,
  by: Signers,
  nowMs: number,
): Promise<{ role: string; text: string }[]> {
  const isThere = signersOf(await view.targets(), name) !== undefined;
  const next = async (role: string) => (await view.versionOf(role)) + 1;
  const files = async (bin: string) => (isThere ? targetsIn(await view.role(bin)) : []);
  const roles = [{ role: name, text: textOf(makeDelegated(await next(name), name, by, nowMs)) }];
  for (const bin of binsOf(name))
    roles.push({ role: bin, text: textOf(makeBin(await next(bin), await files(bin), nowMs)) });
  return roles;
}

export function delegationsIn(targets: Kinds["targets"]): Delegation[] {
  return Object.values(targets.signed.delegations?.roles ?? {}).map((role) => ({
    name: role.name,
    ...signersOf(targets, role.name)!,
    paths: role.paths ?? [],
  }));
}
