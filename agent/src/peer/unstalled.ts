import type { Readable } from "node:stream";

/** A body that may be silent for so long at most; the time in which nobody reads it does not count. */
export async function* unstalled(body: Readable, stallMs: number): AsyncGenerator<Buffer, void> {
  const arm = () =>
    setTimeout(() => body.destroy(new Error(`nothing came for ${Math.round(stallMs / 1000)} s`)), stallMs);
  let timer = arm();
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      yield chunk;
      timer = arm();
    }
  } finally {
    clearTimeout(timer);
  }
}
