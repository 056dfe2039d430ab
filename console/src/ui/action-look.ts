import type { ActionState } from "@shoal/protocol/action/state";

export const TONES = ["idle", "busy", "waiting", "good", "neutral", "bad"] as const;
export type Tone = (typeof TONES)[number];

/** How a state looks: a sign and a tone, and beside them always its word. No state is told by its colour alone. */
export const ACTION_LOOKS: Record<ActionState, { sign: string; tone: Tone }> = {
  scheduled: { sign: "·", tone: "idle" },
  assigned: { sign: "◦", tone: "idle" },
  accepted: { sign: "○", tone: "busy" },
  resolving: { sign: "?", tone: "busy" },
  fetching: { sign: "↓", tone: "busy" },
  verifying: { sign: "≡", tone: "busy" },
  waiting: { sign: "‖", tone: "waiting" },
  installing: { sign: "◐", tone: "busy" },
  checking: { sign: "◕", tone: "busy" },
  rebooting: { sign: "↻", tone: "waiting" },
  succeeded: { sign: "✓", tone: "good" },
  cached: { sign: "■", tone: "good" },
  "not-applicable": { sign: "–", tone: "neutral" },
  failed: { sign: "✕", tone: "bad" },
  "rolled-back": { sign: "↩", tone: "neutral" },
  cancelled: { sign: "⊘", tone: "neutral" },
  expired: { sign: "⧖", tone: "bad" },
  superseded: { sign: "»", tone: "neutral" },
};
