import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { isolated } from "./isolated.ts";
import { type Language, rememberedLanguage } from "./language.ts";
import { understands } from "./said.ts";
import type { Understand } from "./understand.ts";

/** One catalogue a language, and only the one that is used is fetched. German has every text that English has: the compiler counts. */
const CATALOGUES: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import("./en/catalogue.ts"),
  de: () => import("./de/catalogue.ts"),
};

/** The texts of every page inside, and what servers say by codes: many times the others, so they come beside them. */
const LATER: Record<Language, () => Promise<{ default: object; understand?: Understand }>> = {
  en: () => import("./en/later.ts"),
  de: () => import("./de/later.ts"),
};

let later: Promise<void> = Promise.resolve();
let begin = () => {};
/** Once there is a language: pages are fetched ahead before that. */
const begun = new Promise<void>((resolve) => {
  begin = resolve;
});

/** With every text in the language of the page: for all but the entrance. */
export function withTexts<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return async () => (await Promise.all([load(), begun.then(() => later)]))[0];
}

export async function startText(): Promise<void> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({
    interpolation: { escape: isolated },
    returnNull: false,
    // What comes later is put in where it was missing.
    react: { bindI18nStore: "added" },
  });
  await speak(language);
  begin();
}

export async function speak(language: Language): Promise<void> {
  const add = (texts: { default: object }) =>
    void i18next.addResourceBundle(language, "translation", texts.default, true);
  // Without them pages say what the server says itself, and codes.
  later = LATER[language]().then(
    (texts) => {
      understands(texts.understand);
      add(texts);
    },
    () => {},
  );
  add(await CATALOGUES[language]());
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
