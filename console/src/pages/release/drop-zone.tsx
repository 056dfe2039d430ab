import { Button, FileButton, Group, Paper, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
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
  const latest = useRef(onFiles);
  latest.current = onFiles;
  // Anywhere on the page: what is dropped beside the zone would be opened in the place of the page.
  useEffect(() => {
    const listening = new AbortController();
    const on = (kind: "dragover" | "dragleave" | "drop", act: (event: DragEvent) => void) =>
      addEventListener(
        kind,
        (event) => {
          if (!event.dataTransfer?.types.includes("Files")) return;
          event.preventDefault();
          act(event);
        },
        listening,
      );
    on("dragover", () => setOver(!closed));
    on("dragleave", ({ relatedTarget }) => relatedTarget === null && setOver(false));
    on("drop", ({ dataTransfer }) => {
      setOver(false);
      if (!closed) latest.current([...(dataTransfer?.files ?? [])]);
    });
    return () => listening.abort();
  }, [closed]);
  return (
    <Paper
      withBorder
      p="lg"
      role="group"
      aria-label={t("release.drop")}
      style={{ borderStyle: "dashed", ...(over ? { borderColor: "var(--mantine-primary-color-filled)" } : {}) }}
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
