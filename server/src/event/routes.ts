import { over } from "@shoal/core/operator/grants";
import { EVENT_HEADER } from "@shoal/protocol/event/header";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { type Hooks, operatorOf } from "../auth/hooks.ts";
import type { App } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Outbox } from "./outbox.ts";

const BATCH = 200;
const HEARTBEAT_MS = 15_000;
/** A reader that leaves this much unread is cut; it comes back with its cursor and misses nothing. */
const UNREAD_BYTES = 4 * 1024 * 1024;

export function eventRoutes(
  app: App,
  { hooks, outbox, stopping, now }: { hooks: Hooks; outbox: Outbox; stopping: AbortSignal; now: () => number },
): void {
  // Whoever asks and follows at the same time knows by it whether something has happened in between.
  app.addHook("preHandler", async (request, reply) => {
    const { method, caller } = request;
    if (method === "GET" && caller?.kind === "operator" && over(caller.grants, "event.read") === "all")
      reply.header(EVENT_HEADER, await outbox.lastId());
  });
  app.get(
    "/api/v1/events",
    {
      preValidation: hooks.may("event.read"),
      schema: {
        operationId: "followEvents",
        tags: ["events"],
        summary: "Server-sent events from a cursor; without one, from now on",
        description: `To whoever may follow, each answer to a GET says in its header ${EVENT_HEADER} which event was the last before it was read: with that as its cursor, a reader misses nothing that came after.`,
        querystring: Type.Object({ cursor: Type.Optional(Type.String({ pattern: "^[0-9]{1,15}$" })) }),
        produces: ["text/event-stream"],
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const header = request.headers["last-event-id"];
      const given = typeof header === "string" && /^\d{1,15}$/.test(header) ? header : request.query.cursor;
      let cursor = given === undefined ? await outbox.lastId() : Number(given);
      if ((await outbox.after(cursor, 1)) === undefined)
        throw new Refusal("cursor-expired", say("events-gone", { cursor }));
      const { ended, expiresMs } = operatorOf(request);
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        "x-request-id": request.id,
      });
      stream.write(`id: ${cursor}\nevent: hello\ndata: {}\n\n`);
      let reading = false;
      let again = false;
      const read = async () => {
        if (reading) {
          again = true;
          return;
        }
        reading = true;
        do {
          again = false;
          for (
            let events = await outbox.after(cursor, BATCH);
            events && events.length > 0;
            events = await outbox.after(cursor, BATCH)
          ) {
            stream.write(
              events
                .map((event) => `id: ${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`)
                .join(""),
            );
            cursor = events.at(-1)!.id;
            if (stream.writableLength > UNREAD_BYTES) return void stream.destroy();
          }
        } while (again);
        reading = false;
      };
      const wake = () => void read().catch(() => stream.destroy());
      const heartbeat = setInterval(() => {
        if (expiresMs <= now()) stop();
        else stream.write(": still here\n\n");
      }, HEARTBEAT_MS);
      const end = () => {
        clearInterval(heartbeat);
        outbox.off("published", wake);
        for (const signal of [stopping, ended]) signal.removeEventListener("abort", stop);
      };
      const stop = () => stream.end();
      stream.on("close", end);
      stream.on("error", () => stream.destroy());
      // Whoever may still read comes back with the cursor, and is judged anew.
      for (const signal of [stopping, ended]) signal.addEventListener("abort", stop, { once: true });
      outbox.on("published", wake);
      wake();
    },
  );
}
