import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, rememberedLanguage } from "./language.ts";

/** One catalogue a language, and only the one that is used is fetched. German has every text that English has: the compiler counts. */
const CATALOGUES: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import("./en/catalogue.ts"),
  de: () => import("./de/catalogue.ts"),
};

/** Texts of pages that have many of their own: fetched with these, and not with the first page. */
const LATER = {
  keys: {
    en: async () => (await import("./en/keys.ts")).keysText,
    de: async () => (await import("./de/keys.ts")).keysText,
  },
  release: {
    en: async () => (await import("./en/release.ts")).releaseText,
    de: async () => (await import("./de/release.ts")).releaseText,
  },
  settings: {
    en: async () => (await import("./en/settings.ts")).settingsText,
    de: async () => (await import("./de/settings.ts")).settingsText,
  },
  webhook: {
    en: async () => (await import("./en/webhook.ts")).webhookText,
    de: async () => (await import("./de/webhook.ts")).webhookText,
  },
} satisfies Record<string, Record<Language, () => Promise<object>>>;
type Later = keyof typeof LATER;
const fetched = new Set<Later>();

/** A page, once its own texts are there too. */
export async function withText<T>(noun: Later, page: () => Promise<T>): Promise<T> {
  fetched.add(noun);
  const [loaded] = await Promise.all([page(), add(i18next.language as Language, LATER[noun])]);
  return loaded;
}

async function add(language: Language, of: Record<Language, () => Promise<object>>): Promise<void> {
  i18next.addResourceBundle(language, "translation", await of[language](), true);
}

export async function startText(): Promise<void> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({ interpolation: { escapeValue: false }, returnNull: false });
  await speak(language);
}

export async function speak(language: Language): Promise<void> {
  i18next.addResourceBundle(language, "translation", (await CATALOGUES[language]()).default);
  await Promise.all([...fetched].map((noun) => add(language, LATER[noun])));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
