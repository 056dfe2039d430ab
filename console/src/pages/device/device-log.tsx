import { Anchor, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { lastFailedQuery } from "../../api/device.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { ActionStory } from "../task/action-story.tsx";

/** What went wrong last on a device, and the end of its log. */
export function DeviceLog({ device }: { device: string }) {
  const { t } = useTranslation();
  const answer = useQuery(lastFailedQuery(device));
  return (
    <Answer of={answer}>
      {(action) =>
        action === null ? (
          <EmptyMessage title={t("device.nothingFailed")} hint={t("device.nothingFailedHint")} />
        ) : (
          <Stack>
            <Text size="sm">
              <Anchor
                renderRoot={(props) => (
                  <Link to="/tasks/$task" params={{ task: action.taskId }} search={{ device }} {...props} />
                )}
              >
                {action.package} {action.version}
              </Anchor>{" "}
              · <Ago atMs={action.updatedMs} />
            </Text>
            <ActionStory task={action.taskId} device={device} />
          </Stack>
        )
      }
    </Answer>
  );
}
