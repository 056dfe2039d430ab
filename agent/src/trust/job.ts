import type { Downloaded, Followed, TrustJob } from "@shoal/protocol/node/trust-client";

/** What the parent and its child say to each other: one line of JSON each. */
export type ToChild = { job: TrustJob } | { id: number; answer: Exclude<Downloaded, Uint8Array> | { base64: string } };

export type FromChild = { id: number; get: string; maxBytes: number } | { done: Followed };
