import { networkInterfaces } from "node:os";
import { type LinkAddress, type LinkChange, linkAddresses, linkChange, type ReadInterfaces } from "./link-change.ts";

export interface LinkWatch {
  /** As of the last look. */
  readonly links: readonly LinkAddress[];
  /** Looks now, without waiting for the next time. */
  look(): void;
  stop(): void;
}

/**
 * Looks at the links every so often and tells what came and went. No system tells a Node process by itself, and all of them answer
 * this question in under a tenth of a millisecond. It does not keep the process alive.
 */
export function watchLinks(
  read: ReadInterfaces = networkInterfaces,
  onChange: (change: LinkChange, links: readonly LinkAddress[]) => void,
  everyMs: number,
): LinkWatch {
  let links = linkAddresses(read());
  const look = () => {
    const now = linkAddresses(read());
    const change = linkChange(links, now);
    links = now;
    if (change.came.length > 0 || change.went.length > 0) onChange(change, now);
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    get links() {
      return links;
    },
    look,
    stop: () => clearInterval(timer),
  };
}
