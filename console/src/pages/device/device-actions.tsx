import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { deviceActionsQuery } from "../../api/device.ts";
import { reasonLine } from "../../text/said.ts";
import { ActionStateMark } from "../../ui/action-state.tsx";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Listing } from "../../ui/listing.tsx";

/** What was ordered for a device, the last first. */
export function DeviceActions({ device }: { device: string }) {
  const { t } = useTranslation();
  const answer = useQuery(deviceActionsQuery(device));
  return (
    <Answer of={answer}>
      {({ items }) => (
        <Listing
          rows={items}
          keyOf={({ id }) => id}
          minWidth={560}
          empty={{ title: t("device.noActions"), hint: t("device.noActionsHint") }}
          columns={[
            {
              head: t("task.what"),
              cell: (action) => (
                <Anchor
                  renderRoot={(props) => (
                    <Link to="/tasks/$task" params={{ task: action.taskId }} search={{ device }} {...props} />
                  )}
                >
                  {action.package} {action.version}
                </Anchor>
              ),
            },
            { head: t("task.state"), cell: ({ state }) => <ActionStateMark state={state} /> },
            { head: t("task.reason"), cell: ({ reason }) => reasonLine(reason) },
            { head: t("package.changed"), cell: ({ updatedMs }) => <Ago atMs={updatedMs} /> },
          ]}
        />
      )}
    </Answer>
  );
}
