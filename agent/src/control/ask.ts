import { existsSync } from "node:fs";
import { connect } from "node:net";
import { whyOthersMayChange } from "../ownership/who-may-change.ts";
import { controlPath } from "./path.ts";
import type { Control, ControlRequest } from "./request.ts";

/** A check-in may wait for a slow server. */
const ANSWER_MS = 60_000;

/** Asks the agent that runs on a state folder. @returns undefined where none runs. @throws Error with what it said */
export async function askAgent<Request extends ControlRequest>(
  stateDir: string,
  request: Request,
): Promise<Control[Request["ask"]]["answer"] | undefined> {
  const path = controlPath(stateDir);
  // Whoever answers is believed, and told who asks.
  const others = process.platform !== "win32" && existsSync(path) ? whyOthersMayChange(path) : undefined;
  if (others !== undefined) throw new Error(`${path} is not asked: ${others}, so it may be somebody else who answers`);
  const text = await new Promise<string | undefined>((resolve, reject) => {
    let said = "";
    const socket = connect(path, () => socket.write(`${JSON.stringify(request)}\n`));
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error("the agent does not answer")));
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(undefined);
      else reject(error);
    });
    socket.once("close", () => resolve(said));
  });
  if (text === undefined) return undefined;
  if (!text.includes("\n")) throw new Error("the agent ended before it had answered");
  const answer = JSON.parse(text) as Control[Request["ask"]]["answer"] & { error?: string };
  if (answer.error) throw new Error(answer.error);
  return answer;
}
