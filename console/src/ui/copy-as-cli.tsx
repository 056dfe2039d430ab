import { Button, Code, CopyButton, Group, Popover, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The line that does the same on a command line. */
export function CopyAsCli({ line }: { line: string }) {
  const { t } = useTranslation();
  return (
    <Popover withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection=">_">
          {t("common.asCli")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw="min(90vw, 44rem)">
        <Stack gap="xs">
          <Code block tabIndex={0} aria-label={t("common.asCli")}>
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
      </Popover.Dropdown>
    </Popover>
  );
}
