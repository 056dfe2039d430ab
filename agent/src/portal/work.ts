import { isPortalLanguage } from "./languages.ts";
import { Refused } from "./say.ts";
import type { PortalSource } from "./source.ts";
import type { Visit } from "./visits.ts";

type Work = (source: PortalSource, visit: Visit, body: Record<string, unknown>) => Promise<object>;

/** Everything that a person can see and do by the portal. There is nothing else. */
const WORK: Record<string, Work> = {
  "GET /api/state": async (source, { person }) => source.state(person),
  "GET /api/icons": async (source) => source.icons(),
  "GET /api/about": (source) => source.about(),
  "POST /api/install": async (source, { person }, body) => {
    await source.install(actionOf(body), person);
    return {};
  },
  "POST /api/later": async (source, _visit, body) => {
    const { untilMs } = body;
    if (untilMs !== undefined && !Number.isSafeInteger(untilMs)) throw new Refused(400, "bad-request", "until when?");
    return { untilMs: source.later(actionOf(body), untilMs as number | undefined) };
  },
  "POST /api/language": async (source, { person }, { language }) => {
    if (!isPortalLanguage(language)) throw new Refused(400, "bad-request", "which language?");
    source.speak(person, language);
    return {};
  },
  "POST /api/now": async (source, _visit, body) => {
    source.now(actionOf(body));
    return {};
  },
};

export function workOf(method: string, url: string): Work | undefined {
  const name = `${method} ${url}`;
  return Object.hasOwn(WORK, name) ? WORK[name] : undefined;
}

function actionOf({ actionId }: Record<string, unknown>): string {
  if (typeof actionId !== "string" || actionId === "" || actionId.length > 64)
    throw new Refused(400, "bad-request", "which action?");
  return actionId;
}
