import { Button, Code, CopyButton, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A line to be run somewhere, and taken there. @param label what it is, for those who do not see it */
export function CopyLine({ line, label }: { line: string; label: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Code block tabIndex={0} role="group" aria-label={label}>
        {line}
      </Code>
      <Group>
        <CopyButton value={line}>
          {({ copied, copy }) => (
            <Button size="compact-sm" onClick={copy}>
              {copied ? t("common.copied") : t("common.copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
