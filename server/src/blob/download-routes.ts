import { Digest } from "@shoal/protocol/content/digest";
import type { FastifyReply } from "fastify";
import type { Counter } from "prom-client";
import Type from "typebox";
import { deviceOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { Reach } from "../identity/reach.ts";
import type { BlobStore } from "./blob-store.ts";
import { wantedOf } from "./range.ts";
import { sendFile } from "./send-file.ts";

export interface DownloadOptions {
  /** Internal location of an nginx in front that serves the folder of blobs: docs/how-to/nginx-in-front.md. */
  accelRedirect?: string | undefined;
  blobBytes: Counter;
  reach: Reach;
}

const EMPTY = Buffer.alloc(0);
/** Sent as it is; the schema is for OpenAPI. */
const Binary = Type.Unsafe<Buffer>({ type: "string", format: "binary" });
/** A digest names the same bytes for ever. */
const IMMUTABLE = "private, max-age=31536000, immutable";

/** Agents' side of the blobs: bytes and manifests. */
export function downloadRoutes(
  app: App,
  { hooks }: Pick<Services, "hooks">,
  blobs: BlobStore,
  { accelRedirect, blobBytes, reach }: DownloadOptions,
): void {
  const params = Type.Object({ digest: Digest });
  const tags = ["agent"];

  app.get(
    "/agent/v1/manifests/:digest",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "getManifest",
        tags,
        summary: "The digests of a blob's pieces, by the digest of this list",
        params,
        produces: ["application/octet-stream"],
        response: { 200: Binary, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { digest } = request.params;
      const manifest = (await reach.manifest(deviceOf(request), digest)) ? await blobs.manifest(digest) : undefined;
      if (!manifest) throw new Refusal("not-found", `no action of this device names the manifest ${digest}`);
      return reply
        .type("application/octet-stream")
        .headers({ etag: `"${request.params.digest}"`, "cache-control": IMMUTABLE })
        .send(manifest as Buffer);
    },
  );

  app.get(
    "/agent/v1/blobs/:digest",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "getBlobBytes",
        tags,
        summary: "The bytes of a blob, whole or one range of them",
        params,
        produces: ["application/octet-stream"],
        response: { 200: Binary, 206: Binary, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { digest } = request.params;
      const row = (await reach.blob(deviceOf(request), digest)) ? await blobs.find(digest) : undefined;
      if (!row) throw new Refusal("not-found", `no action of this device names the blob ${digest}`);
      const etag = `"${digest}"`;
      const wanted = wantedOf(request.headers, etag, row.sizeBytes);
      reply.headers({ etag, "cache-control": IMMUTABLE });
      if (wanted.status === 412) throw new Refusal("precondition-failed", `this blob is ${etag}`);
      if (wanted.status === 416) {
        reply.header("content-range", `bytes */${row.sizeBytes}`);
        throw new Refusal("range-unsatisfiable", `the blob has ${row.sizeBytes} bytes`);
      }
      if (wanted.status === 304) return reply.code(304).send(EMPTY);
      reply.type("application/octet-stream");
      // nginx would judge If-Match by an ETag of its own making.
      if (accelRedirect !== undefined && request.headers["if-match"] === undefined)
        return reply.header("x-accel-redirect", `${accelRedirect}${digest.slice(0, 2)}/${digest}`).send(EMPTY);

      reply.header("accept-ranges", "bytes");
      const first = wanted.status === 206 ? wanted.first : 0;
      const length = wanted.status === 206 ? wanted.last - first + 1 : row.sizeBytes;
      if (wanted.status === 206) reply.header("content-range", `bytes ${first}-${wanted.last}/${row.sizeBytes}`);
      reply.code(wanted.status).header("content-length", length);
      if (request.method === "HEAD") {
        takeOver(reply).end();
        return reply;
      }
      const file = await blobs.open(digest);
      try {
        blobBytes.inc(await sendFile(takeOver(reply), file, first, length));
      } finally {
        await file.close();
      }
      return reply;
    },
  );
}

/** From here on the response is ours: Fastify would stream a body in smaller parts and at four times the cost. */
function takeOver(reply: FastifyReply) {
  reply.hijack();
  const headers = { ...reply.getHeaders(), "x-request-id": reply.request.id } as Record<string, string | number>;
  return reply.raw.writeHead(reply.statusCode, headers);
}
