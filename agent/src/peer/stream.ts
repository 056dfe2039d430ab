import { PieceSet } from "@shoal/core/content/piece-set";
import { encodeFrameHead } from "@shoal/protocol/peer/frame";
import type { PeerPieces } from "./store.ts";
import type { Upload } from "./upload.ts";

export interface StreamOptions {
  /** Is the session still given? */
  open: () => boolean;
  /** Nothing new for this long ends it. */
  idleMs: number;
  /** How often a waiting stream says that it is still there. */
  beatMs: number;
}

const BEAT = encodeFrameHead(0, 0);

/** Sends each wanted piece in a frame as soon as it is here, until all were sent or nothing new comes. */
export async function streamPieces(
  upload: Upload,
  pieces: PeerPieces,
  want: PieceSet,
  { open, idleMs, beatMs }: StreamOptions,
): Promise<void> {
  const pending = want.copy();
  const ready = new PieceSet(want.count);
  let wake = () => {};
  const unwatch = pieces.watch?.((index) => {
    if (!pending.has(index)) return;
    ready.add(index);
    wake();
  });
  for (const index of pending) if (pieces.has.has(index)) ready.add(index);
  try {
    for (let newMs = performance.now(); pending.size > 0 && open(); ) {
      const index = ready.next();
      if (index === undefined) {
        const leftMs = newMs + idleMs - performance.now();
        if (!unwatch || leftMs <= 0) break;
        const came = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(false), Math.min(leftMs, beatMs));
          wake = () => {
            clearTimeout(timer);
            resolve(true);
          };
          upload.gone.addEventListener("abort", wake, { once: true });
        });
        upload.gone.removeEventListener("abort", wake);
        if (upload.gone.aborted || (!came && !(await upload.send(BEAT)))) return;
        continue;
      }
      ready.delete(index);
      const bytes = await pieces.read(index);
      // What the disk has lost may come again.
      if (!bytes) continue;
      pending.delete(index);
      if (!(await upload.send(encodeFrameHead(index, bytes.length), bytes))) return;
      newMs = performance.now();
    }
    upload.end();
  } finally {
    unwatch?.();
  }
}
