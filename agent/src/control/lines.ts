import { createServer, type Socket } from "node:net";
import { LIMITS } from "@shoal/protocol/limits";

export interface LinesOptions {
  path: string;
  /** Who may not connect, as `umask` has it. */
  mask: number;
  /** Longest question, and how long its line may take. */
  bytes: number;
  ms: number;
  /** @returns the line that is said back */
  answer: (line: string) => Promise<string>;
}

/** Answers one line with one line, on a socket of this machine. What lies at the path is in the way. @returns what ends it */
export async function serveLines({ path, mask, bytes, ms, answer }: LinesOptions): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(ms, () => socket.destroy());
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.length > bytes) return void socket.destroy();
      if (!text.includes("\n")) return;
      socket.setTimeout(0);
      socket.removeAllListeners("data");
      void answer(text).then((line) => socket.end(`${line}\n`));
    });
  });
  server.maxConnections = LIMITS.localQuestions;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // It is bound before `listen` returns, and must not be anybody else's for a moment.
    const before = process.umask(mask);
    try {
      server.listen(path, resolve);
    } finally {
      process.umask(before);
    }
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}
