import { AGENT_SENTENCES } from "./agent.ts";
import { DEVICE_SENTENCES } from "./device.ts";
import { DOCUMENT_SENTENCES } from "./document.ts";
import { EXIT_SENTENCES } from "./exit.ts";
import { NEXT_SENTENCES } from "./next.ts";
import { ORDER_SENTENCES } from "./order.ts";
import { PACKAGE_SENTENCES } from "./package.ts";
import { PLAN_SENTENCES } from "./plan.ts";
import { QUERY_SENTENCES } from "./query.ts";
import { REFUSAL_SENTENCES } from "./refusal.ts";
import { ROLLOUT_SENTENCES } from "./rollout.ts";
import { SETTINGS_SENTENCES } from "./settings.ts";
import { START_SENTENCES } from "./start.ts";
import { STORY_SENTENCES } from "./story.ts";
import { VARIANT_SENTENCES } from "./variant.ts";

/**
 * What server and agents say to people in sentences, each by a code that does not change: `{name}` is one word, `{name*}` any text, `{name!}`
 * a sentence of its own. Whoever says one says it by its code (`say`), and pages in other languages have one for each.
 */
export const SENTENCES = {
  ...AGENT_SENTENCES,
  ...PLAN_SENTENCES,
  ...ORDER_SENTENCES,
  ...START_SENTENCES,
  ...DEVICE_SENTENCES,
  ...DOCUMENT_SENTENCES,
  ...EXIT_SENTENCES,
  ...NEXT_SENTENCES,
  ...PACKAGE_SENTENCES,
  ...QUERY_SENTENCES,
  ...REFUSAL_SENTENCES,
  ...ROLLOUT_SENTENCES,
  ...SETTINGS_SENTENCES,
  ...STORY_SENTENCES,
  ...VARIANT_SENTENCES,
} as const;
export type SentenceCode = keyof typeof SENTENCES;
