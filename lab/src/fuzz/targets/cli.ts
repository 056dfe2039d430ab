import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { followEvents } from "@shoal/cli/api/events";
import { Failure } from "@shoal/cli/exit/failure";
import { type FuzzTarget, utf8 } from "../target.ts";

let sends: Uint8Array = new Uint8Array();
let url: Promise<string> | undefined;

/** A server that says what it is told to, in two pieces, and hangs up. */
function listening(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer((_request, answer) => {
      answer.writeHead(200, { "content-type": "text/event-stream" });
      answer.write(sends.subarray(0, sends.length / 2));
      answer.end(sends.subarray(sends.length / 2));
    });
    server.unref().listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

export const CLI_TARGETS: readonly FuzzTarget[] = [
  {
    name: "event stream",
    isSlow: true,
    maxBytes: 65_536,
    seeds: () =>
      ['id: 7\nevent: task.finished\ndata: {"a":1}\n\n', "data: x\ndata: y\n\n: still here\n\nretry: 5\n\n"].map(utf8),
    words: ["id: ", "event: ", "data: ", "retry: ", "\n\n", "\r\n", "\r", ":", "\0", "\ufeff", "1e999"],
    async decode(bytes) {
      sends = bytes;
      url ??= listening();
      const cut = new AbortController();
      try {
        const connection = { server: await url, token: "aaaaaaaaaaaa" } as Parameters<typeof followEvents>[0];
        for await (const { type, cursor } of followEvents(connection, { signal: cut.signal, onCut: () => cut.abort() }))
          assert.ok(type !== "" && cursor !== "");
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    },
  },
];
