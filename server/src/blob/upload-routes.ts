import type { Readable } from "node:stream";
import { BlobStat } from "@shoal/protocol/api/blob";
import { BlobRef } from "@shoal/protocol/content/blob-ref";
import { Digest } from "@shoal/protocol/content/digest";
import type { ErrorCode } from "@shoal/protocol/errors/catalogue";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import type { Counter } from "prom-client";
import Type from "typebox";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { BlobStore, PutOutcome } from "./blob-store.ts";

const CODES: Record<Extract<PutOutcome, { ok: false }>["why"], ErrorCode> = {
  mismatch: "blob-mismatch",
  aborted: "blob-mismatch",
  stalled: "body-timeout",
  "disk-full": "disk-full",
  busy: "unavailable",
};

/** Operators' side of the blobs: upload and stat. */
export function uploadRoutes(app: App, { db, hooks, audit }: Services, blobs: BlobStore, uploadBytes: Counter): void {
  const params = Type.Object({ digest: Digest });
  const tags = ["packages"];

  app.get(
    "/api/v1/blobs/:digest",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "getBlob",
        tags,
        summary: "Whether a file is here already",
        params,
        response: { 200: BlobStat, ...PROBLEMS },
      },
    },
    async (request) => {
      const row = await blobs.find(request.params.digest);
      if (!row) throw new Refusal("not-found", say("names-blob", { digest: request.params.digest }));
      return row;
    },
  );

  app.register(async (plugin) => {
    const scope = plugin as unknown as App;
    // The body stays a stream, whatever it calls itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    scope.put(
      "/api/v1/blobs/:digest",
      {
        preValidation: hooks.may("release.publish"),
        schema: {
          operationId: "putBlob",
          tags,
          summary: "Uploads a file under its SHA-256; Content-Length is required, and nothing is kept of what differs",
          consumes: ["application/octet-stream"],
          params,
          response: { 200: BlobRef, 201: BlobRef, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const { digest } = request.params;
        const sizeBytes = sizeOf(request);
        const known = await blobs.find(digest);
        if (known) {
          if (known.sizeBytes !== sizeBytes)
            throw new Refusal(
              "blob-mismatch",
              say("blob-other-size", { digest, count: known.sizeBytes, other: sizeBytes }),
            );
          await drain(request.raw);
          return { digest, sizeBytes, manifestDigest: known.manifestDigest };
        }
        // The store has its own clock for silence, and answers; the one of all requests only cuts.
        request.raw.socket.setTimeout(2 * LIMITS.bodyIdleMs);
        const outcome = await blobs.put(request.raw, { digest, sizeBytes });
        const subject = `blob:${digest}`;
        if (!outcome.ok) {
          if (outcome.why === "mismatch") await audit(db, request, "blob.refused", subject, { detail: outcome.detail });
          if (outcome.why !== "stalled") await drain(request.raw);
          throw new Refusal(
            CODES[outcome.why],
            outcome.detail,
            outcome.why === "busy" ? { retryAfterSeconds: 10 } : {},
          );
        }
        uploadBytes.inc(sizeBytes);
        if (outcome.isNew) await audit(db, request, "blob.uploaded", subject, { sizeBytes });
        reply.code(outcome.isNew ? 201 : 200);
        return outcome.ref;
      },
    );
  });
}

function sizeOf(request: FastifyRequest): number {
  const text = request.headers["content-length"];
  if (text === undefined || !/^\d{1,16}$/.test(text)) throw new Refusal("length-required");
  const sizeBytes = Number(text);
  if (sizeBytes > LIMITS.blobBytes)
    throw new Refusal("body-too-large", say("blob-large", { count: sizeBytes, maximum: LIMITS.blobBytes }));
  return sizeBytes;
}

/** Reads on for a while, without keeping anything: many clients look at the answer only after they have sent all. */
async function drain(body: Readable): Promise<void> {
  if (body.readableEnded || body.destroyed) return;
  await new Promise<void>((resolve) => {
    let left = LIMITS.refusedBodyBytes;
    body
      .on("data", (chunk: Uint8Array) => {
        left -= chunk.length;
        if (left < 0) resolve();
      })
      .on("end", resolve)
      .on("close", resolve)
      .on("error", () => resolve());
    body.resume();
  });
  body.pause();
}
