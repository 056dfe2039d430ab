import type { IncomingMessage } from "node:http";
import type { FastifyRequest, preHandlerAsyncHookHandler } from "fastify";
import { Refusal } from "../http/refusal.ts";
import type { Caller, Callers } from "./callers.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller?: Caller;
  }
}

export interface Hooks {
  requireOperator: preHandlerAsyncHookHandler;
  requireDevice: preHandlerAsyncHookHandler;
  requireAny: preHandlerAsyncHookHandler;
}

export function createHooks(callers: Callers): Hooks {
  const identify = async (request: FastifyRequest, kinds: readonly Caller["kind"][]) => {
    const token = bearerOf(request.raw);
    if (!token) throw new Refusal("unauthorized", "no bearer token was sent");
    const caller = await callers.find(token);
    if (!caller) throw new Refusal("unauthorized", "the token is not known");
    // Known before it is refused, so that the trail says who was.
    request.caller = caller;
    if (!kinds.includes(caller.kind))
      throw new Refusal("forbidden", caller.kind === "device" ? "this is for operators" : "this is for devices");
  };
  return {
    requireOperator: (request) => identify(request, ["operator"]),
    requireDevice: (request) => identify(request, ["device"]),
    requireAny: (request) => identify(request, ["operator", "device"]),
  };
}

export function bearerOf(message: IncomingMessage): string | undefined {
  return message.headers.authorization?.match(/^Bearer ([A-Za-z0-9._~+/=-]{10,200})$/)?.[1];
}

/** How a caller is written in the audit trail. */
export function actorOf(caller: Caller | undefined): string {
  if (!caller) return "anonymous";
  return caller.kind === "operator" ? `operator:${caller.name}` : `device:${caller.deviceId}`;
}

/** The device that called; for routes behind `requireDevice`. */
export function deviceOf(request: FastifyRequest): string {
  if (request.caller?.kind !== "device") throw new Refusal("forbidden");
  return request.caller.deviceId;
}
