import { PORTAL_LANGUAGES, type PortalLanguage } from "@shoal/protocol/portal/view";
import type { Journal } from "../journal/journal.ts";

const FACT = "portal-languages";
/** Those who chose last; a machine has few people. */
const MOST = 64;

/** In which language who wants the pages. */
export function chosenLanguages(journal: Pick<Journal, "fact" | "note">) {
  const known = new Map<string, PortalLanguage>(JSON.parse(journal.fact(FACT) ?? "[]"));
  return {
    of(person: string): { language?: PortalLanguage } {
      const language = known.get(person);
      return language === undefined ? {} : { language };
    },
    keep(person: string, language: PortalLanguage): void {
      known.delete(person);
      known.set(person, language);
      for (const other of known.keys()) if (known.size > MOST) known.delete(other);
      journal.note(FACT, JSON.stringify([...known]));
    },
  };
}

export const isPortalLanguage = (value: unknown): value is PortalLanguage =>
  PORTAL_LANGUAGES.some((language) => language === value);
