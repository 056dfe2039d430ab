import type { IncomingMessage } from "node:http";
import { over } from "@shoal/core/operator/grants";
import { LIMITS } from "@shoal/protocol/limits";
import { DECIDE_GROUPS, overGroups } from "@shoal/protocol/operator/over-groups";
import { type Access, PERMISSIONS, type Permission } from "@shoal/protocol/operator/permissions";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest, onRequestAsyncHookHandler, preValidationAsyncHookHandler } from "fastify";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { Buckets } from "../identity/buckets.ts";
import type { DeviceCallers, Prover } from "../identity/device-callers.ts";
import type { Credentials, OperatorCaller } from "../operator/credentials.ts";
import type { Caller } from "./callers.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller?: Caller;
    /** The groups to which the permission is bound by which the caller was let through; undefined: it is over all devices. */
    bounds?: readonly string[] | undefined;
  }
  interface FastifyContextConfig {
    /** As how many requests of its caller it counts; absent: one. */
    cost?: number;
  }
}

/**
 * A hook that says whom it lets through: OpenAPI tells it, and no route of the API is without one. It comes before what is asked
 * for is looked at: a stranger learns nothing of what a route takes.
 */
export type Guard = preValidationAsyncHookHandler & { access: Access; knowsGroups: boolean };

export interface Hooks {
  /**
   * Operators who have this permission over all devices.
   * @param knows `groups`: also those who have it over groups. What the route answers and does is for it to narrow, by `boundsOf`
   */
  may(permission: Permission, knows?: "groups"): Guard;
  /** Refuses where the operator who called lacks this too, over all devices. @param on the transaction that is open, where one is */
  also(request: FastifyRequest, permission: Permission, on?: Db): Promise<void>;
  /** Every operator: for what is about nobody else. */
  signedIn: Guard;
  /** For what proves by itself who is there. */
  anybody: Guard;
  /** Before anything of the body is read. */
  requireDevice: onRequestAsyncHookHandler;
  /** A device whose certificate may have expired: it wants a new one. */
  requireRenewal: onRequestAsyncHookHandler;
}

export interface HookOptions {
  credentials: Credentials;
  /** Of requests, by person. */
  buckets: Buckets;
  devices: DeviceCallers;
  /** Who shows the cookie of a session; throws where the request comes from another site. */
  bySession(request: FastifyRequest): Promise<OperatorCaller | undefined>;
  /** Throws where a browser sends the request from another site. */
  refuseForeign(request: FastifyRequest): void;
  /** The roles that hold a permission. */
  rolesWith(permission: Permission, on?: Db): Promise<string[]>;
}

/** Operators come by a token or by the cookie of a session, devices by the certificate of their connection. */
export function createHooks({
  credentials,
  buckets,
  devices,
  bySession,
  refuseForeign,
  rolesWith,
}: HookOptions): Hooks {
  const identify = async (request: FastifyRequest) => {
    const token = bearerOf(request.raw);
    const caller = token ? await credentials.byToken(token, request.ip) : await bySession(request);
    if (!caller) throw new Refusal("unauthorized", token ? say("token-unknown") : say("no-session"));
    request.caller = caller;
    const waitSeconds = buckets.take(caller.person, request.routeOptions.config.cost);
    if (waitSeconds !== undefined)
      throw new Refusal(
        "rate-limited",
        say("asks-too-often", { actor: caller.actor, count: LIMITS.operatorRequestsPerSecond }),
        { retryAfterSeconds: waitSeconds },
      );
  };
  const also: Hooks["also"] = async (request, permission, on) => {
    const caller = operatorOf(request);
    if (caller.secondFactorMissing)
      throw new Refusal("second-factor-missing", say("password-only", { actor: caller.actor }));
    const has = over(caller.grants, permission);
    if (has === "all") return;
    const what = { permission, allows: lower(PERMISSIONS[permission]) };
    if (has === undefined && caller.bound && DECIDE_GROUPS.has(permission))
      throw new Refusal("permission-missing", say("permission-bound", what));
    if (has === undefined) {
      const overAll = caller.bound && overGroups(permission) !== "narrowed";
      const roles = (await rolesWith(permission, on)).join(", ");
      throw new Refusal(
        "permission-missing",
        say(overAll ? "permission-lacks-all" : "permission-lacks", { ...what, roles }),
      );
    }
    throw new Refusal(
      "all-devices-only",
      say("permission-over", { ...what, actor: caller.actor, groups: inWords(has) }),
    );
  };
  const guard = (access: Access, check: (request: FastifyRequest) => Promise<void>, knowsGroups = false): Guard =>
    Object.assign(check, { access, knowsGroups });
  return {
    may: (permission, knows) =>
      guard(
        permission,
        async (request) => {
          await identify(request);
          const has = knows && over(operatorOf(request).grants, permission);
          if (Array.isArray(has)) request.bounds = has;
          else await also(request, permission);
        },
        knows === "groups",
      ),
    also,
    signedIn: guard("signed-in", identify),
    anybody: guard("anybody", async (request) => refuseForeign(request)),
    async requireDevice(request, reply) {
      request.caller = await devices.identify(request.raw, reply.raw);
    },
    async requireRenewal(request, reply) {
      request.caller = await devices.identify(request.raw, reply.raw, true);
    },
  };
}

const lower = (text: string) => text[0]!.toLowerCase() + text.slice(1);

/** Groups that somebody is bound to, in a sentence. */
export function inWords(groups: readonly string[]): string {
  const [only, ...others] = groups;
  if (only === undefined) return say("over-no-group");
  return others.length === 0 ? say("names-group", { name: only }) : say("over-groups", { list: groups.join(", ") });
}

/** The groups to whose devices the caller is bound in what this route is about; undefined: to none. For routes that know groups. */
export function boundsOf(request: FastifyRequest): readonly string[] | undefined {
  return request.bounds;
}

/** Who a request is from, where it was refused before that was asked; of a device also where nothing is taken from it any more, and why. */
export async function callerOf(
  { credentials, devices }: { credentials: Credentials; devices: DeviceCallers },
  request: IncomingMessage,
  from: string,
): Promise<{ caller: Caller | undefined; barred?: Prover["barred"] }> {
  const token = bearerOf(request);
  if (token) return { caller: await credentials.byToken(token, from) };
  const prover = await devices.prover(request);
  if (!prover) return { caller: undefined };
  return { caller: { kind: "device", deviceId: prover.deviceId }, barred: prover.barred };
}

export function bearerOf(message: IncomingMessage): string | undefined {
  return message.headers.authorization?.match(/^Bearer ([A-Za-z0-9._~+/=-]{10,200})$/)?.[1];
}

/** How a caller is written in the audit trail. */
export function actorOf(caller: Caller | undefined): string {
  if (!caller) return "anonymous";
  return caller.kind === "operator" ? caller.actor : `device:${caller.deviceId}`;
}

/** The device that called; for routes behind `requireDevice`. */
export function deviceOf(request: FastifyRequest): string {
  if (request.caller?.kind !== "device") throw new Refusal("forbidden");
  return request.caller.deviceId;
}

/** The operator who called; for routes behind `may` and `signedIn`. */
export function operatorOf(request: FastifyRequest): OperatorCaller {
  if (request.caller?.kind !== "operator") throw new Refusal("forbidden");
  return request.caller;
}
