import { connect } from "node:net";
import { controlPath } from "./path.ts";
import type { Control, ControlRequest } from "./request.ts";

/** A check-in may wait for a slow server. */
const ANSWER_MS = 60_000;

/** Asks the agent that runs on a state folder. @returns undefined where none runs. @throws Error with what it said */
export async function askAgent<Request extends ControlRequest>(
  stateDir: string,
  request: Request,
): Promise<Control[Request["ask"]]["answer"] | undefined> {
  const text = await new Promise<string | undefined>((resolve, reject) => {
    let said = "";
    const socket = connect(controlPath(stateDir), () => socket.write(`${JSON.stringify(request)}\n`));
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
