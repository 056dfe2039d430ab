/** A program with its arguments, and the lines that it reads. */
export interface Command {
  argv: readonly string[];
  lines?: readonly string[];
}

/** ip(8), from one namespace: links and addresses. */
export function ipBatch(namespace: string, lines: readonly string[]): Command {
  return { argv: ["ip", "-n", namespace, "-batch", "-"], lines };
}

/** tc(8): queues. */
export function tcBatch(namespace: string, lines: readonly string[]): Command {
  return { argv: ["tc", "-n", namespace, "-batch", "-"], lines };
}

/** bridge(8): ports of a switch. */
export function bridgeBatch(namespace: string, lines: readonly string[]): Command {
  return { argv: ["bridge", "-n", namespace, "-batch", "-"], lines };
}

/** Any program, inside. */
export function inside(namespace: string, argv: readonly string[], lines: readonly string[] = []): Command {
  return { argv: ["ip", "netns", "exec", namespace, ...argv], lines };
}
