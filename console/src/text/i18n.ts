import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, rememberedLanguage } from "./language.ts";

/** One catalogue a language, and only the one that is used is fetched. German has every text that English has: the compiler counts. */
const CATALOGUES: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import("./en/catalogue.ts"),
  de: () => import("./de/catalogue.ts"),
};

export async function startText(): Promise<void> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({ interpolation: { escapeValue: false }, returnNull: false });
  await speak(language);
}

export async function speak(language: Language): Promise<void> {
  i18next.addResourceBundle(language, "translation", (await CATALOGUES[language]()).default);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
