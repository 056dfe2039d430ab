import type { Tone } from "../../ui/action-look.ts";

type TokenState = "good" | "used-up" | "expired" | "revoked";

export const TOKEN_LOOKS: Record<TokenState, { sign: string; tone: Tone }> = {
  good: { sign: "✓", tone: "good" },
  "used-up": { sign: "■", tone: "neutral" },
  expired: { sign: "⧖", tone: "neutral" },
  revoked: { sign: "⊘", tone: "neutral" },
};

export function tokenState(
  token: { revoked: boolean; usesLeft: number; expiresMs: number },
  nowMs: number,
): TokenState {
  if (token.revoked) return "revoked";
  if (token.usesLeft === 0) return "used-up";
  return token.expiresMs <= nowMs ? "expired" : "good";
}
