import { Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/page.tsx";

/** Whoever goes on with a task that a second person is asked about takes that question back; so they are asked first. */
export function AwaitingApproval({ draft, onAgreed }: { draft: string; onAgreed: () => void }) {
  const { t } = useTranslation();
  return (
    <Page title={t("task.draft.awaits", { draft })}>
      <Text maw={640}>{t("task.draft.awaitsHint")}</Text>
      <Group>
        <Button renderRoot={(props) => <Link to="/tasks/$task" params={{ task: draft }} {...props} />}>
          {t("task.draft.leaveAwaiting")}
        </Button>
        <Button variant="default" onClick={onAgreed}>
          {t("task.draft.changeAwaiting")}
        </Button>
      </Group>
    </Page>
  );
}
