import { binOwner, fileOf } from "@shoal/core/trust/layout";
import { isDue } from "@shoal/core/trust/online";
import { MetadataSpec, MetadataTaken, TrustState } from "@shoal/protocol/api/trust";
import { LIMITS } from "@shoal/protocol/limits";
import type { FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import Type from "typebox";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import type { Guard } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { EncodedMetadata } from "./encoded.ts";
import type { ServerKeys } from "./online-keys.ts";
import { renewOnline } from "./repository.ts";
import { trustState } from "./state.ts";
import { trustStore } from "./store.ts";
import { submitMetadata } from "./submit.ts";

const File = Type.Object({
  file: Type.String({
    pattern: "^(timestamp|[1-9][0-9]{0,14}\\.(root|snapshot|targets|[a-z][a-z0-9]{0,31}(-[0-3][0-9a-f])?))\\.json$",
  }),
});
/** Sent as it is; the schema is for OpenAPI. */
const Metadata = Type.Unsafe<Buffer>({ type: "object" });

/** @param onPublished told when a release may be given to devices, so that patches can be made in the background */
export function trustRoutes(
  app: App,
  services: Services,
  keys: ServerKeys,
  assignments: AssignmentIndex,
  onPublished: (releaseId: number) => void,
): void {
  const { db, hooks, audit } = services;
  const tags = ["trust"];
  app.get(
    "/api/v1/trust",
    {
      preValidation: hooks.may("trust.read"),
      schema: {
        operationId: "getTrustState",
        tags,
        summary: "Whose releases devices trust: roles, keys, expiry",
        response: { 200: TrustState, ...PROBLEMS },
      },
    },
    async () => await trustState(db, keys),
  );
  const submit = async (request: FastifyRequest, { metadata }: MetadataSpec) => {
    const { taken, published } = await submitMetadata({ ...services, assignments, request }, keys, metadata);
    const root = await trustStore(db).newest("root");
    if (root) keys.settle(root.text);
    for (const id of published) onPublished(id);
    return taken;
  };
  app.post(
    "/api/v1/trust/metadata",
    {
      preValidation: hooks.may("trust.write"),
      bodyLimit: LIMITS.trustSubmitBytes,
      schema: {
        operationId: "submitMetadata",
        tags,
        summary: "Takes signed metadata, as a client would take it: who may sign what, and what is signed",
        body: MetadataSpec,
        response: { 200: MetadataTaken, ...PROBLEMS },
      },
    },
    async (request) => await submit(request, request.body),
  );
  app.post(
    "/api/v1/trust/bins",
    {
      preValidation: hooks.may("release.publish"),
      bodyLimit: LIMITS.trustSubmitBytes,
      schema: {
        operationId: "submitBins",
        tags,
        summary: "The same of bins alone: what is added is published, what is taken out is recalled",
        body: MetadataSpec,
        response: { 200: MetadataTaken, ...PROBLEMS },
      },
    },
    async (request) => {
      const other = request.body.metadata.find(({ role }) => binOwner(role) === undefined);
      if (other) throw new Refusal("metadata-refused", `${other.role} is not a bin, so it is not taken here`);
      return await submit(request, request.body);
    },
  );
  app.post(
    "/api/v1/trust/online-keys",
    {
      preValidation: hooks.may("trust.write"),
      schema: {
        operationId: "prepareOnlineKeys",
        tags,
        summary: "Makes new keys for snapshot and timestamp; they take over when a root names them",
        response: { 200: TrustState, ...PROBLEMS },
      },
    },
    async (request) => {
      keys.prepareNext();
      await db.transaction().execute(async (trx) => {
        await audit(trx, request, "trust.online-keys-made", "trust");
      });
      return await trustState(db, keys);
    },
  );
  const encoded = new EncodedMetadata();
  const files = (
    path: string,
    guard: { preValidation: Guard } | { onRequest: onRequestAsyncHookHandler },
    operationId: string,
  ) =>
    app.get(
      `${path}/:file`,
      {
        ...guard,
        schema: {
          operationId,
          tags,
          summary: "Metadata of TUF as it was signed: timestamp.json, N.snapshot.json, N.ROLE.json",
          params: File,
          response: { 200: Metadata, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const { file } = request.params;
        const text = await readMetadata(services, keys, file);
        if (text === undefined) throw new Refusal("not-found", `${file} is not among the releases' metadata`);
        const changes = file === fileOf("timestamp", 0);
        const lasts = changes ? "no-store" : "private, max-age=86400, immutable";
        reply.type("application/json").header("cache-control", lasts).header("vary", "accept-encoding");
        const asked = /\bbr\b(?!\s*;\s*q=0)/.test(request.headers["accept-encoding"] ?? "");
        const packed = asked && !changes ? await encoded.of(file, text) : undefined;
        if (packed) reply.header("content-encoding", "br");
        return reply.send(packed ?? Buffer.from(text));
      },
    );
  files("/agent/v1/trust/metadata", { onRequest: hooks.requireDevice }, "getMetadataAsDevice");
  files("/api/v1/trust/metadata", { preValidation: hooks.may("trust.read") }, "getMetadata");
}

async function readMetadata(
  { db, now }: Pick<Services, "db" | "now">,
  keys: ServerKeys,
  file: string,
): Promise<string | undefined> {
  const store = trustStore(db);
  const [, version, role] = /^([0-9]+)\.(.+)\.json$/.exec(file) ?? [];
  if (role !== undefined) return await store.text(role, Number(version));
  const newest = await store.newest("timestamp");
  if (!newest || !isDue("timestamp", newest.expires_ms, now())) return newest?.text;
  // A machine that was asleep wakes up before its timers do.
  await db.transaction().execute((trx) => renewOnline(trx, keys, now()));
  return (await store.newest("timestamp"))?.text;
}
