import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

interface Asked {
  draft: string;
  who: string;
  onAgreed: () => void;
}

/** Somebody has asked for approval of what is open here: what would be saved would take that question back. */
export function AskedMeanwhile({ draft, who, onAgreed }: Asked) {
  const { t } = useTranslation();
  return (
    <Alert
      variant="outline"
      color="var(--tone-waiting)"
      role="status"
      title={t("task.draft.askedMeanwhile", { who })}
      mb="md"
    >
      <Stack gap="xs">
        <Text size="sm">{t("task.draft.askedHint")}</Text>
        <Group>
          <Button
            size="compact-sm"
            renderRoot={(props) => <Link to="/tasks/$task" params={{ task: draft }} {...props} />}
          >
            {t("task.draft.leaveAwaiting")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onAgreed}>
            {t("task.draft.changeAwaiting")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
