import { createPublicKey } from "node:crypto";
import { generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { issueFor, makeAuthority } from "@shoal/server/identity/issue";
import { Operator } from "../../fleet/operator.ts";
import { enrolAll } from "../enrolled.ts";
import { type Bench, judged } from "../row.ts";
import { startServer } from "../server-process.ts";

/** Enrolments over mutual TLS, from the making of the key to the certificate, beside the certificates that one process makes when it does nothing else. */
export const enrol: Bench = async ({ quick }) => {
  const count = quick ? 200 : 2000;
  const server = await startServer({ openFiles: 20_000 });
  try {
    const operator = new Operator(server.url, server.adminToken);
    await operator.trust();
    const cpuBefore = server.cpuSeconds();
    const began = performance.now();
    const agents = await enrolAll(operator, server.agentUrl, count);
    const seconds = (performance.now() - began) / 1000;
    const cpu = server.cpuSeconds() - cpuBefore;
    for (const agent of agents) agent.close();
    const issued = await issuedEachSecond(quick ? 100 : 1000);
    return [
      {
        name: "mTLS enrolments",
        value: count / seconds,
        unit: "/s",
        note: `${count} devices; their keys and handshakes are made beside the server, on the same two cores`,
      },
      judged(
        {
          name: "server CPU of an enrolment",
          value: (cpu / count) * 1000,
          unit: "ms",
          peer: 1000 / issued,
          bar: 4,
          barOf: "ratio",
          note: "peer: making one certificate with the same library; an enrolment has two handshakes, a request that is verified, and a transaction",
        },
        "lower",
      ),
    ];
  } finally {
    await server.stop();
  }
};

async function issuedEachSecond(count: number): Promise<number> {
  const nowMs = Date.now();
  const authority = await makeAuthority(nowMs);
  const spki = new Uint8Array(createPublicKey(generateIdentityKey()).export({ type: "spki", format: "der" }));
  const began = performance.now();
  for (let made = 0; made < count; made++)
    await issueFor(authority, spki, { deviceUri: `urn:shoal:device:d-${made}` }, nowMs);
  return count / ((performance.now() - began) / 1000);
}
