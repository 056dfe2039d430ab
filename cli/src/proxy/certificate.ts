import { createPrivateKey } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { writeSecretFile } from "../context/secret-file.ts";
import { formatMoment } from "../terminal/moment.ts";

/** The key is made here and stays here: the server signs for it. */
export async function proxyCertificate(invocation: Invocation, options: { out: string }, name: string): Promise<void> {
  const { shell, terminal } = invocation;
  const folder = resolve(shell.cwd, options.out);
  const key = generateIdentityKey();
  const api = await invocation.api();
  const body = { name, csr: certificateRequest(createPrivateKey(key)) };
  const made = await answerOf(api.POST("/api/v1/proxy-certificates", { body }));
  await writeSecretFile(join(folder, "proxy.key"), key);
  await writeFile(join(folder, "proxy.pem"), made.certificate);
  await writeFile(join(folder, "authorities.pem"), made.authorities);
  if (terminal.json) return terminal.answerJson({ name, folder, expiresMs: made.expiresMs });
  terminal.answer(folder);
  terminal.note(`proxy.key, proxy.pem and authorities.pem are there, good until ${formatMoment(made.expiresMs)}.`);
  terminal.note("Who has proxy.key can speak for every device. docs/how-to/nginx-in-front.md says where it belongs.");
}
