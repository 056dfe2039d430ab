import { mkdirSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import type { Agent } from "../agent.ts";
import { whyOthersMayChange } from "../ownership/who-may-change.ts";
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
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(REQUEST_MS, () => socket.destroy());
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.length > REQUEST_BYTES) return void socket.destroy();
      if (!text.includes("\n")) return;
      socket.setTimeout(0);
      socket.removeAllListeners("data");
      void answer(agent, text).then((line) => socket.end(`${line}\n`));
    });
  });
  if (process.platform !== "win32") clearPlace(path);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // It is bound before `listen` returns, and must not be anybody's for a moment.
    const mask = process.umask(0o177);
    try {
      server.listen(path, resolve);
    } finally {
      process.umask(mask);
    }
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
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
    case "later":
      return agent.later(request.action);
    case "available":
      return { items: await agent.available() };
    case "install":
      return await agent.install(request.name, request.person);
    default:
      return undefined;
  }
}
