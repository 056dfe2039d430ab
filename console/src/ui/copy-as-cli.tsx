import { Button, Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CopyLine } from "./copy-line.tsx";

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
        <CopyLine line={line} label={t("common.asCli")} />
      </Popover.Dropdown>
    </Popover>
  );
}
