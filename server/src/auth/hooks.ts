import type { IncomingMessage } from "node:http";
import { may } from "@shoal/core/operator/grants";
import { LIMITS } from "@shoal/protocol/limits";
import { type Access, PERMISSIONS, type Permission } from "@shoal/protocol/operator/permissions";
import type { FastifyRequest, onRequestAsyncHookHandler, preValidationAsyncHookHandler } from "fastify";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { Buckets } from "../identity/buckets.ts";
import type { DeviceCallers } from "../identity/device-callers.ts";
import type { Credentials, OperatorCaller } from "../operator/credentials.ts";
import type { Caller } from "./callers.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller?: Caller;
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
export type Guard = preValidationAsyncHookHandler & { access: Access };

export interface Hooks {
  /** Operators who have this permission. */
  may(permission: Permission): Guard;
  /** Refuses where the operator who called lacks this too. @param on the transaction that is open, where one is */
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
  /** In words, who can give a permission. */
  whoGives(permission: Permission, on?: Db): Promise<string>;
}

/** Operators come by a token or by the cookie of a session, devices by the certificate of their connection. */
export function createHooks({ credentials, buckets, devices, bySession, refuseForeign, whoGives }: HookOptions): Hooks {
  const identify = async (request: FastifyRequest) => {
    const token = bearerOf(request.raw);
    const caller = token ? await credentials.byToken(token, request.ip) : await bySession(request);
    if (!caller)
      throw new Refusal(
        "unauthorized",
        token ? "the token is not known, has expired, or was revoked" : "no token was sent, and no session is open",
      );
    request.caller = caller;
    const waitSeconds = buckets.take(caller.person, request.routeOptions.config.cost);
    if (waitSeconds !== undefined)
      throw new Refusal(
        "rate-limited",
        `${caller.actor} asks more than ${LIMITS.operatorRequestsPerSecond} times a second`,
        { retryAfterSeconds: waitSeconds },
      );
  };
  const also: Hooks["also"] = async (request, permission, on) => {
    const caller = operatorOf(request);
    if (caller.secondFactorMissing) throw new Refusal("second-factor-missing", `${caller.actor} has only a password`);
    if (may(caller.grants, permission)) return;
    const what = `${permission} (${lower(PERMISSIONS[permission])})`;
    throw new Refusal("permission-missing", `${what}; ${await whoGives(permission, on)}`);
  };
  const guard = (access: Access, check: (request: FastifyRequest) => Promise<void>): Guard =>
    Object.assign(check, { access });
  return {
    may: (permission) =>
      guard(permission, async (request) => {
        await identify(request);
        await also(request, permission);
      }),
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

/** Who a request is from, where it was refused before that was asked. */
export async function callerOf(
  { credentials, devices }: { credentials: Credentials; devices: DeviceCallers },
  request: IncomingMessage,
  from: string,
): Promise<Caller | undefined> {
  const token = bearerOf(request);
  if (token) return await credentials.byToken(token, from);
  const deviceId = await devices.prover(request);
  return deviceId === undefined ? undefined : { kind: "device", deviceId };
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
