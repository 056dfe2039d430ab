export interface FuzzJob {
  targets: readonly string[];
  seed: number;
  /** For each target: at most so many inputs, and at most so long. */
  inputs: number;
  ms: number;
  /** Inputs that reach code which none has reached before are mutated further. */
  guided: boolean;
  maxBytes: number;
  /** A file for the input that is being decoded. */
  trace: string;
}

export type FuzzSaid =
  | { kind: "done"; counts: Record<string, number> }
  | { kind: "crash" | "memory"; target: string; input: string; detail: string };
