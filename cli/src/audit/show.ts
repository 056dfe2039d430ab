import { setTimeout as sleep } from "node:timers/promises";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { LIMITS } from "@shoal/protocol/limits";
import { type Api, answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { readLimit } from "../command/read-limit.ts";
import { readMoment } from "../command/read-moment.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { usageFailure } from "../exit/failure.ts";
import { auditColumns, auditLine } from "./columns.ts";
import { exportAudit } from "./export.ts";

interface AuditOptions {
  since?: string;
  until?: string;
  actor?: string;
  what?: string;
  subject?: string;
  limit: string;
  follow?: boolean;
  export?: "csv" | "json";
}

interface Filter {
  since?: number;
  until?: number;
  actor?: string;
  what?: string;
  subject?: string;
}

/** The trail has no doorbell of its own, so a follower asks; this often is at once for a person. */
const ASK_MS = 1500;

/** Newest last, as a log is read. */
export async function showAudit(invocation: Invocation, options: AuditOptions): Promise<ExitCode> {
  const { terminal, shell } = invocation;
  const since = readMoment("--since", options.since, shell.nowMs());
  const until = readMoment("--until", options.until, shell.nowMs());
  const span = { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  const words = {
    ...(options.actor && { actor: options.actor }),
    ...(options.what && { what: options.what }),
    ...(options.subject && { subject: options.subject }),
  };
  if (options.export) {
    if (options.follow || Object.keys(words).length > 0)
      throw usageFailure(
        "An export is the whole trail",
        "Leave out --follow, --actor, --what and --subject, or leave out --export.",
      );
    await exportAudit(invocation, options.export, span);
    return EXIT.done;
  }
  if (options.follow && until !== undefined)
    throw usageFailure("--follow has no end", "Leave out --until or --follow.");
  const most = readLimit(options.limit);
  const api = await invocation.api();
  const { items, more } = await read(api, most, { ...span, ...words });
  const events = items.reverse();
  if (options.follow) {
    for (const event of events) say(invocation, event);
    return await follow(invocation, api, words, events.at(-1)?.id ?? 0);
  }
  if (terminal.json) terminal.answerJson({ items: events, more });
  else if (events.length === 0) terminal.note("Nothing of the kind has happened.");
  else terminal.table(events, auditColumns(terminal.out));
  if (more && !terminal.json)
    terminal.note(`There is more: --limit ${most * 10}, --since, or --export csv for all of it.`);
  return EXIT.done;
}

/** Until Ctrl-C: it has no other end. */
async function follow(invocation: Invocation, api: Api, words: Filter, lastId: number): Promise<ExitCode> {
  const { signal } = invocation.shell;
  let seen = lastId;
  for (;;) {
    await sleep(ASK_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return EXIT.interrupted;
    for (const event of await newer(api, words, seen)) {
      say(invocation, event);
      seen = event.id;
    }
  }
}

/** Events after `seen`, oldest first; pages are newest first, so they are read until one is known. */
async function newer(api: Api, words: Filter, seen: number): Promise<AuditEvent[]> {
  const fresh: AuditEvent[] = [];
  let known = false;
  await collectPages(LIMITS.exportRows, 100, async (cursor, limit) => {
    const page = await answerOf(
      api.GET("/api/v1/audit", { params: { query: { ...words, limit, ...(cursor && { cursor }) } } }),
    );
    for (const event of page.items) {
      if (event.id <= seen) known = true;
      else fresh.push(event);
    }
    return known ? { items: page.items } : page;
  });
  return fresh.reverse();
}

function say({ terminal }: Invocation, event: AuditEvent): void {
  if (terminal.json) terminal.answerJsonLine(event);
  else terminal.answer(auditLine(event, terminal.out));
}

async function read(api: Api, most: number, filter: Filter): Promise<{ items: AuditEvent[]; more: boolean }> {
  return await collectPages(most, LIMITS.pageRows, (cursor, limit) =>
    answerOf(api.GET("/api/v1/audit", { params: { query: { ...filter, limit, ...(cursor && { cursor }) } } })),
  );
}
