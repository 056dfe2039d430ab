import type { Reason } from "@shoal/protocol/action/reason";
import type { ActionReport, BytesBySource, InstallResult } from "@shoal/protocol/action/report";
import type { StopReason } from "@shoal/protocol/task/assignment";
import type { InstallPolicy, Tell } from "./policy.ts";
import type { ActionRecord } from "./record.ts";

export type ExitClass = "success" | "soft-reboot" | "hard-reboot" | "retry" | "already" | "failed";

export type ActionInput =
  /** After accepting, and once after every start of the agent. */
  | { type: "start"; bootId: string }
  | { type: "resolved"; variantId: string; repeatable: boolean; needsContent: boolean; expectedMs?: number }
  | { type: "already-done"; variantId: string }
  | { type: "not-applicable"; reason: Reason }
  /** Could not be done now, but may be later: the server is away. */
  | { type: "unreachable"; detail: string }
  /** The server was heard again: what waits for it need not wait longer. */
  | { type: "reachable" }
  | { type: "fetched"; bytes: BytesBySource }
  | { type: "verified" }
  | { type: "corrupt"; detail: string }
  | { type: "ran"; exit: ExitClass; reason: Reason; result: InstallResult; bootId: string }
  | { type: "checked"; found: boolean | "unknown"; detail: string }
  | { type: "boot"; bootId: string }
  | { type: "failed"; reason: Reason; result?: InstallResult }
  /** The settings have changed. */
  | { type: "policy"; policy: InstallPolicy }
  /** The answer to `look`. */
  | { type: "presence"; signedIn: boolean }
  /** Somebody who is signed in does not want to wait. */
  | { type: "now" }
  /** Somebody who is signed in puts it off. */
  | { type: "later"; untilMs?: number }
  | { type: "stop"; why: StopReason }
  /** The device is free for this action's installer, or for its restart: one at a time. */
  | { type: "turn" }
  /** The system refused the restart, or has not restarted for long after. */
  | { type: "not-restarted" }
  | { type: "tick" };

export type ActionOutput =
  /** To be durable before anything that follows in the same list is begun. */
  | { type: "store"; record: ActionRecord; report: ActionReport }
  /** Durable too, but nothing that the server is told. */
  | { type: "note"; record: ActionRecord }
  /** Could install or restart now, and waits for its turn. */
  | { type: "ready" }
  /** Is somebody signed in? */
  | { type: "look" }
  /** To those who are signed in. */
  | ({ type: "tell" } & Tell)
  | { type: "resolve" | "fetch" | "verify" | "install" | "check" | "restart" | "stop-work" | "ended" };
