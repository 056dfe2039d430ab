import { CLI_AGENT } from "@shoal/protocol/api/user-agent";
import type { AuditWay } from "@shoal/protocol/audit/event";
import type { AuditKind } from "@shoal/protocol/audit/kinds";
import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { AgentHub } from "../agent/hub.ts";
import { type AuditEntry, auditStore } from "../audit/store.ts";
import { actorOf, type Hooks } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import type { Outbox } from "../event/outbox.ts";

/** What routes are given: made once, by the server. */
export interface Services {
  db: Db;
  log: Logger;
  now: () => number;
  hooks: Hooks;
  hub: AgentHub;
  outbox: Outbox;
  /** An audit entry of this request; pass the transaction of what is audited. */
  audit(
    db: Db,
    request: FastifyRequest,
    what: AuditKind,
    subject: string,
    detail?: Record<string, unknown>,
  ): Promise<void>;
}

/** Who sent a request, from where, by which way, under which id. */
export function whoOf(request: FastifyRequest): Pick<AuditEntry, "actor" | "remote" | "via" | "requestId"> {
  const { caller, ip: remote, id: requestId } = request;
  return { actor: actorOf(caller), remote, requestId, ...(caller?.kind === "device" ? {} : { via: wayOf(request) }) };
}

function wayOf(request: FastifyRequest): AuditWay {
  if (request.routeOptions.url === "/api/v1/fleet/apply") return "files";
  return request.headers["user-agent"]?.startsWith(CLI_AGENT) ? "cli" : "api";
}

/** The audit entry of a request: who, from where, under which id. */
export function entryOf(
  request: FastifyRequest,
  nowMs: number,
  what: AuditKind,
  subject: string,
  detail: Record<string, unknown> = {},
): AuditEntry {
  return { ...whoOf(request), atMs: nowMs, what, subject, detail };
}

/** Writes an audit entry beside what it is about: pass the transaction. */
export async function audit(db: Db, entry: AuditEntry): Promise<void> {
  await auditStore(db).append(entry);
}
