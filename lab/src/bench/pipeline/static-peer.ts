/** `@fastify/static` on a folder, in a process of its own, by TLS: the peer of the blob route. Prints its address. */
import fastifyStatic from "@fastify/static";
import { issueServer, makeAuthority } from "@shoal/server/identity/issue";
import Fastify from "fastify";

const { key, certificate: cert } = await issueServer(await makeAuthority(Date.now()), Date.now());
const app = Fastify({ https: { key, cert, minVersion: "TLSv1.3" } });
await app.register(fastifyStatic, { root: process.argv[2]! });
process.stdout.write(`${await app.listen({ port: 0, host: "127.0.0.1" })}\n`);
