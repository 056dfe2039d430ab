import { Text, type TextProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { unturned } from "../text/isolated.ts";
import { understood } from "../text/said.ts";

interface SaidProps extends Pick<TextProps, "c" | "fw"> {
  /** Stands before it. */
  before?: string;
  text: string;
}

/**
 * What a server or an agent says in a sentence, in the language of the page. What of it can only be said in their own words, which are
 * English, is behind it for those who ask.
 */
export function Said({ text, before = "", ...look }: SaidProps) {
  const { t } = useTranslation();
  const own = understood(text);
  const line = own?.text ?? (before === "" ? undefined : "…");
  return (
    <>
      {line !== undefined && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }} {...look}>
          {before}
          {line}
        </Text>
      )}
      {(own === undefined || own.partly) && (
        <details>
          <Text component="summary" size="xs" c="var(--tone-neutral)" style={{ cursor: "pointer" }}>
            {t("common.verbatim")}
          </Text>
          <Text size="sm" lang="en" style={{ overflowWrap: "anywhere" }}>
            {unturned(text)}
          </Text>
        </details>
      )}
    </>
  );
}
