import { Stream } from "./stream.ts";

/** What a page asks for: to be told from now on, or no more. */
export type Asked = "join" | "leave";

/** Pages that are told. */
const pages = new Set<MessagePort>();
let stream: Stream | undefined;

/**
 * One for all pages of a browser, as long as one of them is there: a browser opens six connections to a server that speaks HTTP/1.1, and seven
 * pages with a stream each would be asked for nothing any more.
 */
addEventListener("connect", (event) => {
  const [port] = (event as MessageEvent).ports as [MessagePort];
  port.addEventListener("message", ({ data }: MessageEvent<Asked>) => {
    if (data === "join") join(port);
    else leave(port);
  });
  // Not every browser says so, where a page has no time to.
  port.addEventListener("close", () => leave(port));
  port.start();
});

function join(port: MessagePort): void {
  pages.add(port);
  stream ??= new Stream((told) => {
    for (const page of pages) page.postMessage(told);
  });
  port.postMessage(stream.standing);
}

function leave(port: MessagePort): void {
  pages.delete(port);
  if (pages.size > 0) return;
  stream?.close();
  stream = undefined;
}
