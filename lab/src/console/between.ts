import { createServer as createHttp, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

/** In front of a server: what is asked of its API can be held back, and is answered when it is let go. */
export async function between(t: TestContext, to: string) {
  let held: ((path: string) => boolean) | undefined;
  const waiting = new Set<() => void>();
  const http = createHttp((asked, answer) => {
    const { pathname } = new URL(asked.url!, to);
    const pass = () => {
      if (held?.(pathname)) return void waiting.add(pass);
      waiting.delete(pass);
      const on = request(to + asked.url, { method: asked.method, headers: asked.headers }, (got) => {
        answer.writeHead(got.statusCode!, got.headers);
        got.pipe(answer);
      });
      on.once("error", () => answer.destroy());
      answer.once("close", () => on.destroy());
      asked.pipe(on);
    };
    pass();
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  const hold = (which?: (path: string) => boolean) => {
    held = which;
    for (const pass of [...waiting]) pass();
  };
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, hold };
}
