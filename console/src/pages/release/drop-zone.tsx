import { Button, FileButton, Group, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface Drop {
  onFiles: (files: File[]) => void;
  disabledReason: string | undefined;
}

/** Where files are dropped, or chosen by whoever has no mouse. */
export function DropZone({ onFiles, disabledReason }: Drop) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const closed = disabledReason !== undefined;
  return (
    <Paper
      withBorder
      p="lg"
      role="group"
      aria-label={t("release.drop")}
      style={{ borderStyle: "dashed", ...(over ? { borderColor: "var(--mantine-primary-color-filled)" } : {}) }}
      onDragOver={(event) => {
        // Else the browser opens the file in the place of this page.
        event.preventDefault();
        setOver(!closed);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!closed) onFiles([...event.dataTransfer.files]);
      }}
    >
      <Stack align="center" gap="xs">
        <Text fw={600}>{t("release.drop")}</Text>
        <Text size="sm" c="var(--tone-neutral)" ta="center">
          {disabledReason ?? t("release.dropHint")}
        </Text>
        <Group>
          <FileButton multiple onChange={onFiles} disabled={closed}>
            {(props) => (
              <Button {...props} size="xs" variant="default" disabled={closed}>
                {t("release.chooseFiles")}
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </Paper>
  );
}
