import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, rememberedLanguage } from "./language.ts";
import { understands } from "./said.ts";
import type { Understand } from "./understand.ts";

/** One catalogue a language, and only the one that is used is fetched. German has every text that English has: the compiler counts. */
const CATALOGUES: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import("./en/catalogue.ts"),
  de: () => import("./de/catalogue.ts"),
};

/** What servers say by codes: as large as all the rest together, and no page begins with it, so it comes behind the first. */
const SAID: Record<Language, () => Promise<{ saidText: object; understand?: Understand }>> = {
  en: () => import("./en/said.ts"),
  de: () => import("./de/said.ts"),
};

let said: Promise<void> = Promise.resolve();

/** Has what servers say in the language of the page, for pages that are made of it. */
export function withSaid<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return async () => (await Promise.all([load(), said]))[0];
}

export async function startText(): Promise<void> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({
    interpolation: { escapeValue: false },
    returnNull: false,
    // What comes later is put in where it was missing.
    react: { bindI18nStore: "added" },
  });
  await speak(language);
}

export async function speak(language: Language): Promise<void> {
  i18next.addResourceBundle(language, "translation", (await CATALOGUES[language]()).default);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  said = SAID[language]().then(
    ({ saidText, understand }) => {
      understands(understand);
      i18next.addResourceBundle(language, "translation", saidText, true);
    },
    // Without it pages say what the server says itself, and codes.
    () => {},
  );
}
