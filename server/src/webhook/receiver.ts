import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

export interface Received {
  headers: IncomingMessage["headers"];
  body: string;
}

/** A receiver of webhooks for a test: it keeps what comes, and answers as it is told to. */
export interface Receiver {
  url: string;
  got: Received[];
  answer: (response: ServerResponse, received: Received) => void;
}

export async function startReceiver(t: TestContext): Promise<Receiver> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("error", () => {});
    request.on("end", () => {
      const received = { headers: request.headers, body };
      receiver.got.push(received);
      receiver.answer(response, received);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got: [],
    answer: (response) => response.writeHead(204).end(),
  };
  return receiver;
}
