/** `@fastify/static` on a folder, in a process of its own: the peer of the blob route. Prints its address. */
import fastifyStatic from "@fastify/static";
import Fastify from "fastify";

const app = Fastify();
await app.register(fastifyStatic, { root: process.argv[2]! });
process.stdout.write(`${await app.listen({ port: 0, host: "127.0.0.1" })}\n`);
