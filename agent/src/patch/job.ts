import type { BlobRef } from "@shoal/protocol/content/blob-ref";

/** What the child is told, as JSON in its argument. */
export interface ApplyJob {
  oldPath: string;
  patchPath: string;
  outPath: string;
  target: BlobRef;
  windowLog: number;
}

/** What it says, as one line of JSON. */
export type ApplyResult =
  | { ok: true }
  | { ok: false; why: "refused" | "disk-full" | "io" | "timed-out" | "stopped" | "crashed"; detail: string };

export function parseApplyResult(text: string): ApplyResult | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "ok" in value ? (value as ApplyResult) : undefined;
  } catch {
    return undefined;
  }
}
