import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { failedQuery } from "../../api/history.ts";
import { formatNumber } from "../../text/format.ts";
import { isTheirs, reasonWords } from "../../text/said.ts";
import { taskName } from "../../text/task-name.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Listing } from "../../ui/listing.tsx";
import { StateMark } from "../../ui/state-mark.tsx";

/** What has failed of late and was not tried again since, by its cause, and where to do something about it. */
export function Failed({ sinceMs }: { sinceMs: number }) {
  const { t } = useTranslation();
  const answer = useQuery(failedQuery(sinceMs));
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <Text>
            <StateMark sign="✓" tone="good" word={t("overview.nothingFailed")} />
          </Text>
        ) : (
          <Listing
            rows={items}
            keyOf={({ exampleActionId }) => exampleActionId}
            minWidth={560}
            columns={[
              {
                head: t("overview.failed.cause"),
                cell: ({ code, exitCode, words }) => (
                  <Text inherit c="var(--tone-bad)">
                    <span aria-hidden>✕</span> <bdi>{isTheirs() ? words : reasonWords(code)}</bdi>
                    {exitCode !== undefined && ` (${exitCode})`}
                  </Text>
                ),
              },
              { head: t("overview.devices"), cell: ({ devices }) => formatNumber(devices), end: true },
              {
                head: t("overview.failed.task"),
                cell: ({ exampleTaskId: task, exampleTask }) => (
                  <Anchor
                    renderRoot={(props) => (
                      <Link to="/tasks/$task" params={{ task }} search={{ tab: "failures" }} {...props} />
                    )}
                  >
                    {taskName(exampleTask)}
                  </Anchor>
                ),
              },
              { head: t("overview.failed.last"), cell: ({ lastMs }) => <Ago atMs={lastMs} /> },
            ]}
          />
        )
      }
    </Answer>
  );
}
