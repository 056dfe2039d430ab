import type { IncomingMessage } from "node:http";
import { may } from "@shoal/core/operator/grants";
import { type Access, PERMISSIONS, type Permission } from "@shoal/protocol/operator/permissions";
import type { FastifyRequest, preHandlerAsyncHookHandler, preValidationAsyncHookHandler } from "fastify";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { OperatorCaller } from "../operator/credentials.ts";
import type { Caller, Callers } from "./callers.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller?: Caller;
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
  requireDevice: preHandlerAsyncHookHandler;
  requireAny: preHandlerAsyncHookHandler;
}

export interface HookOptions {
  callers: Callers;
  /** Who shows the cookie of a session; throws where the request comes from another site. */
  bySession(request: FastifyRequest): Promise<OperatorCaller | undefined>;
  /** Throws where a browser sends the request from another site. */
  refuseForeign(request: FastifyRequest): void;
  /** In words, who can give a permission. */
  whoGives(permission: Permission, on?: Db): Promise<string>;
}

export function createHooks({ callers, bySession, refuseForeign, whoGives }: HookOptions): Hooks {
  const identify = async (request: FastifyRequest, kinds: readonly Caller["kind"][]) => {
    const token = bearerOf(request.raw);
    const caller = token ? await callers.find(token, request.ip) : await bySession(request);
    if (!caller)
      throw new Refusal(
        "unauthorized",
        token ? "the token is not known, has expired, or was revoked" : "no token was sent, and no session is open",
      );
    if (!kinds.includes(caller.kind))
      throw new Refusal("forbidden", caller.kind === "device" ? "this is for operators" : "this is for devices");
    request.caller = caller;
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
        await identify(request, ["operator"]);
        await also(request, permission);
      }),
    also,
    signedIn: guard("signed-in", (request) => identify(request, ["operator"])),
    anybody: guard("anybody", async (request) => refuseForeign(request)),
    requireDevice: (request) => identify(request, ["device"]),
    requireAny: (request) => identify(request, ["operator", "device"]),
  };
}

const lower = (text: string) => text[0]!.toLowerCase() + text.slice(1);

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
