import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isTheirs } from "../text/said.ts";

/** What a server or an agent says in words of its own, which are English: where the page is not, one has to ask for them. */
export function Verbatim({ text }: { text: string }) {
  const { t } = useTranslation();
  if (isTheirs())
    return (
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {text}
      </Text>
    );
  return (
    <details>
      <Text component="summary" size="sm" style={{ cursor: "pointer" }}>
        {t("common.verbatim")}
      </Text>
      <Text size="sm" lang="en" style={{ overflowWrap: "anywhere" }}>
        {text}
      </Text>
    </details>
  );
}
