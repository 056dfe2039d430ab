import type { LinkKind } from "@shoal/protocol/device/link";
import type { Claim } from "@shoal/protocol/multicast/messages";

export interface SuitabilityFacts {
  /** Unknown is taken for wireless: it costs the radio cell more than it can gain. */
  link: LinkKind;
  onMains: boolean;
  diskFreeBytes: number;
  needBytes: number;
  /** One-minute load average over the number of processors. */
  loadPerCpu: number;
  /** Lost its source, or was found wanting, a while ago. */
  failedLately: boolean;
}

/** How fit a device is to lead by what it is: 0 to 100. What it holds is added by {@link claimOf}. */
export function suitability(facts: SuitabilityFacts): number {
  if (facts.failedLately) return 0;
  const wire = facts.link === "wired" ? 50 : 0;
  const mains = facts.onMains ? 30 : 0;
  const disk = facts.diskFreeBytes >= 2 * facts.needBytes ? 10 : 0;
  const load = Math.round(10 * Math.min(1, Math.max(0, 1 - facts.loadPerCpu / 2)));
  return wire + mains + disk + load;
}

/** What is held counts as much as everything else: up to 100 more. */
export function claimOf(suitability: number, held: number, pieces: number, tie: number): Claim {
  const share = pieces === 0 ? 1 : held / pieces;
  return { suitability: suitability + Math.floor(100 * share), pieces: held, tie };
}

/** Positive where `a` goes before `b`. */
export function compareClaims(a: Claim, b: Claim): number {
  return a.suitability - b.suitability || a.pieces - b.pieces || a.tie - b.tie;
}

/** With it one that may not lead asks who does: behind all others, nobody waits for it. */
export const QUESTION: Claim = { suitability: 0, pieces: 0, tie: 0 };

export function isQuestion(claim: Claim): boolean {
  return compareClaims(claim, QUESTION) === 0;
}

const CLASS_SIZE = 20;

/** Claims of one class do not contest each other while nobody leads: the first to offer has it. */
export function classOf(claim: Claim): number {
  return Math.floor(claim.suitability / CLASS_SIZE);
}

/** The class of a wired device on mains power that holds nothing yet. */
const USUAL_CLASS = 5;
const CLASS_WAIT_MS = 40;
const CHANCE_MS = 120;

/** How long a device waits before it offers to lead: the fitter, the shorter. @param chance 0 up to 1 */
export function offerWaitMs(claim: Claim, chance: number): number {
  return Math.max(0, USUAL_CLASS - classOf(claim)) * CLASS_WAIT_MS + chance * CHANCE_MS;
}
