import { Button, Group, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog.tsx";

/** Asks whoever is about to leave what they have begun to write. @param changed nothing would be lost while it is not */
export function Leaving({ changed }: { changed: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    // Once it was sent it goes on with what was sent.
    shouldBlockFn: ({ next: { search } }) => changed && !("staged" in search && search.staged !== undefined),
    enableBeforeUnload: changed,
    withResolver: true,
  });
  return (
    <Dialog opened={blocker.status === "blocked"} onClose={() => blocker.reset?.()} title={t("release.leave")}>
      <Stack>
        <Text size="sm">{t("release.leaveHint")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
            {t("release.stay")}
          </Button>
          <Button color="red" variant="outline" onClick={() => blocker.proceed?.()}>
            {t("release.discard")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
