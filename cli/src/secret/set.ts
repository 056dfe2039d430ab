import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { EXIT } from "../exit/codes.ts";
import { Failure, usageFailure } from "../exit/failure.ts";
import { askSecret } from "../terminal/ask-secret.ts";

/** The value is never an argument: those stand in the list of processes, and in the shell's history. */
export async function setSecret(
  invocation: Invocation,
  { package: packages }: { package?: string[] },
  name: string,
): Promise<void> {
  const { terminal } = invocation;
  const value = await readValue(invocation, name);
  const bytes = Buffer.byteLength(value);
  if (value.length < LIMITS.secretMinChars || bytes > LIMITS.secretBytes)
    throw usageFailure(
      `A secret has ${LIMITS.secretMinChars} characters at least, and ${LIMITS.secretBytes} bytes at most; this one has ${bytes} bytes`,
      "Nothing was sent. A file that is larger belongs into the package.",
    );
  const api = await invocation.api();
  const row = await answerOf(
    api.PUT("/api/v1/secrets/{name}", {
      params: { path: { name } },
      body: { value, ...(packages ? { packages } : {}) },
    }),
  );
  if (terminal.json) return terminal.answerJson(row);
  terminal.answer(name);
  terminal.note(
    row.version === 1
      ? `Secret ${name} is set for ${row.packages.join(", ") || "no package"}. A package names it: secrets: { LICENCE_KEY: ${name} }`
      : `Secret ${name} has another value; devices get it with the next action that needs it.`,
  );
}

async function readValue({ shell }: Invocation, name: string): Promise<string> {
  if (shell.stdin.isTTY) {
    const answer = await askSecret(shell, `Value of ${name} (not shown): `);
    if (answer === undefined) throw new Failure({ title: "Stopped", code: "interrupted" }, EXIT.interrupted);
    return answer;
  }
  let text = "";
  for await (const chunk of shell.stdin) {
    text += String(chunk);
    if (text.length > LIMITS.secretBytes + 2)
      throw usageFailure("What came on stdin is too long for a secret", "Pipe in the value alone. Nothing was sent.");
  }
  // `echo` and editors end a line that nobody meant.
  return text.replace(/\r?\n$/, "");
}
