import type { SentenceCode } from "@shoal/protocol/sentence/sentences";
import { AGENT_WORDS } from "./agent.ts";
import { DEVICE_WORDS } from "./device.ts";
import { DOCUMENT_WORDS } from "./document.ts";
import { EXIT_WORDS } from "./exit.ts";
import { NEXT_WORDS } from "./next.ts";
import { ORDER_WORDS } from "./order.ts";
import { PACKAGE_WORDS } from "./package.ts";
import { PLAN_WORDS } from "./plan.ts";
import { QUERY_WORDS } from "./query.ts";
import { REFUSAL_WORDS } from "./refusal.ts";
import { ROLLOUT_WORDS } from "./rollout.ts";
import { SETTINGS_WORDS } from "./settings.ts";
import { START_WORDS } from "./start.ts";
import { STORY_WORDS } from "./story.ts";
import { VARIANT_WORDS } from "./variant.ts";

/** Every sentence of the protocol in German, with the same places. */
export const SENTENCE_WORDS: Record<SentenceCode, string> = {
  ...AGENT_WORDS,
  ...PLAN_WORDS,
  ...ORDER_WORDS,
  ...START_WORDS,
  ...DEVICE_WORDS,
  ...DOCUMENT_WORDS,
  ...EXIT_WORDS,
  ...NEXT_WORDS,
  ...PACKAGE_WORDS,
  ...QUERY_WORDS,
  ...REFUSAL_WORDS,
  ...ROLLOUT_WORDS,
  ...SETTINGS_WORDS,
  ...STORY_WORDS,
  ...VARIANT_WORDS,
};
