import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Agent } from "../agent.ts";
import { whyOthersMayChange } from "../ownership/who-may-change.ts";
import { serveLines } from "./lines.ts";
import { controlPath } from "./path.ts";
import type { Control, ControlRequest, Question } from "./request.ts";

/** A request is one line of a few bytes. */
const REQUEST_BYTES = 1024;
const REQUEST_MS = 5000;

/**
 * Answers commands of this machine's administrator while the agent runs: one line of JSON each way. The folder's lock is
 * held, so what lies at the path is left over.
 * @returns what ends it
 */
export async function serveControl(stateDir: string, agent: Agent): Promise<() => Promise<void>> {
  const path = controlPath(stateDir);
  if (process.platform !== "win32") clearPlace(path);
  return await serveLines({
    path,
    mask: 0o177,
    bytes: REQUEST_BYTES,
    ms: REQUEST_MS,
    answer: (line) => answer(agent, line),
  });
}

/** @throws Error where somebody else could put a socket of theirs in the place of ours */
function clearPlace(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const why = whyOthersMayChange(dirname(path));
  if (why !== undefined) throw new Error(`${path}: ${why}`);
  rmSync(path, { force: true });
}

async function answer(agent: Agent, text: string): Promise<string> {
  try {
    const request = JSON.parse(text) as ControlRequest;
    return JSON.stringify((await reply(agent, request)) ?? { error: "not a question that this agent knows" });
  } catch (error) {
    return JSON.stringify({ error: (error as Error).message });
  }
}

async function reply(agent: Agent, request: ControlRequest): Promise<Control[Question]["answer"] | undefined> {
  switch (request.ask) {
    case "check":
      await agent.checkNow();
      return agent.status();
    case "now":
      agent.beginNow();
      return agent.status();
    case "status":
      return agent.status();
    case "later": {
      const { action, forMs } = request;
      if (forMs !== undefined && !(Number.isSafeInteger(forMs) && forMs > 0)) throw new Error("until when?");
      return agent.later(action, forMs);
    }
    case "available":
      return { items: await agent.available() };
    case "install":
      return await agent.install(request.name, request.person);
    default:
      return undefined;
  }
}
