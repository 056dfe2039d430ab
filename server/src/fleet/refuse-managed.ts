import type { FleetKind, Managed } from "@shoal/protocol/fleet/managed";
import type { LabelsObject, SettingSetObject } from "@shoal/protocol/fleet/object";
import { OVERRIDE_HEADER } from "@shoal/protocol/fleet/override-header";
import { say } from "@shoal/protocol/sentence/say";
import type { Targets } from "@shoal/protocol/task/task";
import type { FastifyRequest } from "fastify";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf } from "../http/services.ts";
import type { QueryScope } from "../query/scope.ts";
import { settingStore } from "../settings/store.ts";
import { labelledBy } from "./label-members.ts";
import { fleetStore } from "./store.ts";

/** Something that files can declare. */
export interface FleetName {
  kind: FleetKind;
  name: string;
}

/**
 * Before an order that is none of files changes something: what files manage is changed there, because the next apply would take it
 * back without anybody knowing why. With an override it is done all the same, and audited.
 * @throws Refusal with the source
 */
export async function refuseManaged(trx: Db, request: FastifyRequest, what: FleetName, nowMs: number): Promise<void> {
  const found = await fleetStore(trx).find(what.kind, what.name);
  if (found) await refuse(trx, request, what, found.managed, nowMs);
}

/**
 * Which devices have a set is managed where the file of the set says so: of the set that is given or taken, and of those that these
 * devices have.
 * @throws Refusal with the source
 */
export async function refuseManagedAssignment(
  trx: Db,
  request: FastifyRequest,
  { name, targets }: { name: string; targets: Targets },
  scope: QueryScope,
): Promise<void> {
  const managed = (await fleetStore(trx).list({ kind: "setting-set" })).filter(
    ({ spec }) => (spec as SettingSetObject).targets !== undefined,
  );
  if (managed.length === 0) return;
  const had = await settingStore(trx).among(targets, scope);
  for (const each of managed)
    if (each.name === name || had.includes(each.name)) await refuse(trx, request, each, each.managed, scope.nowMs);
}

/** @throws Refusal with the source, where files have given one of these tags or attributes to one of these devices */
export async function refuseManagedLabels(
  trx: Db,
  request: FastifyRequest,
  { what, names, numbers }: { what: "tags" | "attributes"; names: readonly string[]; numbers: readonly number[] },
  nowMs: number,
): Promise<void> {
  for (const each of await fleetStore(trx).list({ kind: "labels" })) {
    const { tags = [], attributes = {} } = each.spec as LabelsObject;
    const gives = what === "tags" ? tags : Object.keys(attributes);
    if (!names.some((name) => gives.includes(name))) continue;
    const labelled = await labelledBy(trx, each.name);
    if (numbers.some((number) => labelled.has(number))) await refuse(trx, request, each, each.managed, nowMs);
  }
}

/** @throws Refusal where the request does not override */
async function refuse(
  trx: Db,
  request: FastifyRequest,
  { kind, name }: FleetName,
  { source, revision }: Managed,
  nowMs: number,
): Promise<void> {
  if (!overrides(request)) {
    const at = revision === undefined ? "" : ` (${revision.slice(0, 12)})`;
    throw new Refusal(
      "managed-by-files",
      say(revision === undefined ? "managed-by-files" : "managed-in-git", {
        thing: kind,
        name,
        source: `${source}${at}`,
      }),
    );
  }
  const route = `${request.method} ${request.url.split("?")[0]}`;
  await audit(trx, entryOf(request, nowMs, "fleet.overridden", `${kind}:${name}`, { source, order: route }));
}

export function overrides(request: FastifyRequest): boolean {
  return request.headers[OVERRIDE_HEADER] === "true";
}
