import { useTranslation } from "react-i18next";
import type { releaseText } from "../../text/en/release.ts";

type Fields = (typeof releaseText)["release"]["fields"];
type Hints = (typeof releaseText)["release"]["hints"];

/** How a key of the package file is called where it is filled in. A test holds that each has a name. */
export function useFieldText(name: string): { label: string; hint: string | undefined } {
  const { t } = useTranslation();
  return {
    label: t(`release.fields.${name as keyof Fields}`),
    hint: t(`release.hints.${name as keyof Hints}`, { defaultValue: "" }) || undefined,
  };
}
