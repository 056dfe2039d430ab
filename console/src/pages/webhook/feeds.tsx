import { Group, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import type { FeedRow, FeedTest } from "@shoal/protocol/api/siem";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { feedsQuery } from "../../api/webhook.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { NewFeed } from "./new-feed.tsx";

/** Log systems that are sent the trail and events. */
export function Feeds() {
  const { t } = useTranslation();
  const answer = useQuery(feedsQuery);
  return (
    <Stack>
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyMessage title={t("feed.empty")} hint={t("feed.emptyHint")} />
          ) : (
            <Table.ScrollContainer minWidth={720}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("webhook.name")}</Table.Th>
                    <Table.Th>{t("webhook.state")}</Table.Th>
                    <Table.Th>{t("feed.target")}</Table.Th>
                    <Table.Th>{t("feed.sends")}</Table.Th>
                    <Table.Th ta="right">{t("feed.behind")}</Table.Th>
                    <Table.Th>{t("feed.sent")}</Table.Th>
                    <Table.Th>
                      <VisuallyHidden>{t("webhook.test")}</VisuallyHidden>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((feed) => (
                    <Feed key={feed.name} feed={feed} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Answer>
      <NewFeed />
    </Stack>
  );
}

function Feed({ feed }: { feed: FeedRow }) {
  const { t } = useTranslation();
  const denied = useNeeds()("siem.write");
  const [tested, setTested] = useState<FeedTest>();
  const { name, failedMs = 0, sentMs = 0 } = feed;
  const params = { path: { name } };
  const common = { disabledReason: denied, refresh: ["siem"] };
  const line = (verb: string) => `shoal siem ${verb} ${quoted(name)}`;
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td>
        {failedMs > sentMs ? (
          <>
            <StateMark sign="!" tone="bad" word={t("webhook.failing")} />
            <Text size="xs" c="var(--tone-neutral)" style={{ overflowWrap: "anywhere" }}>
              {feed.failure}
            </Text>
          </>
        ) : (
          <StateMark sign="✓" tone="good" word={t("webhook.enabled")} />
        )}
        {tested !== undefined && (
          <Text size="xs" role="status">
            {tested.sent ? t("feed.testSent") : t("feed.testNotSent", { error: tested.error })}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        {feed.target}
        <Text size="xs" c="var(--tone-neutral)">
          {feed.format}
        </Text>
      </Table.Td>
      <Table.Td>{t(`feed.what.${feed.sends}`)}</Table.Td>
      <Table.Td ta="right">{formatNumber(feed.behind)}</Table.Td>
      <Table.Td>{feed.sentMs === undefined ? t("common.never") : <Ago atMs={feed.sentMs} />}</Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <OrderButton
            {...common}
            variant="default"
            label={t("webhook.test")}
            confirm={t("webhook.confirmTest", { url: feed.target })}
            act={async () => setTested(await answerOf(api.POST("/api/v1/siem/{name}/test", { params })))}
            line={line("test")}
          />
          <OrderButton
            {...common}
            variant="outline"
            color="red"
            label={t("webhook.delete")}
            confirm={t("feed.confirmDelete", { name })}
            hint={t("feed.deleteHint")}
            act={() => acceptedBy(api.DELETE("/api/v1/siem/{name}", { params }))}
            line={line("remove")}
          />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
