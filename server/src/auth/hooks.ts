import type { IncomingMessage } from "node:http";
import type { FastifyRequest, onRequestAsyncHookHandler, preHandlerAsyncHookHandler } from "fastify";
import { Refusal } from "../http/refusal.ts";
import type { DeviceCallers } from "../identity/device-callers.ts";
import type { Caller, Callers } from "./callers.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller?: Caller;
  }
}

export interface Hooks {
  requireOperator: preHandlerAsyncHookHandler;
  /** Before anything of the body is read. */
  requireDevice: onRequestAsyncHookHandler;
  /** A device whose certificate may have expired: it wants a new one. */
  requireRenewal: onRequestAsyncHookHandler;
}

/** Operators come by a token, devices by the certificate of their connection. */
export function createHooks(callers: Callers, devices: DeviceCallers): Hooks {
  return {
    async requireOperator(request) {
      const token = bearerOf(request.raw);
      if (!token) throw new Refusal("unauthorized", "no bearer token was sent");
      const caller = await callers.find(token);
      if (!caller) throw new Refusal("unauthorized", "the token is not known");
      request.caller = caller;
    },
    async requireDevice(request, reply) {
      request.caller = await devices.identify(request.raw, reply.raw);
    },
    async requireRenewal(request, reply) {
      request.caller = await devices.identify(request.raw, reply.raw, true);
    },
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
