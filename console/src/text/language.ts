export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;
const KEY = "shoal.language";

/** What the person has chosen here, or else the first language of the browser that there is. */
export function rememberedLanguage(): Language {
  const wanted = [localStorage.getItem(KEY) ?? "", ...navigator.languages].map((each) => each.slice(0, 2));
  return wanted.find((each): each is Language => Object.hasOwn(LANGUAGES, each)) ?? "en";
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}
