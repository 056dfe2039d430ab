import { Group, Stack, Text } from "@mantine/core";
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
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { Said } from "../../ui/said.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { NewFeed } from "./new-feed.tsx";

/** Log systems that are sent the trail and events. */
export function Feeds() {
  const { t } = useTranslation();
  const answer = useQuery(feedsQuery);
  const [tested, setTested] = useState<Record<string, FeedTest>>({});
  return (
    <Stack>
      <Answer of={answer}>
        {({ items }) => (
          <Listing
            rows={items}
            keyOf={({ name }) => name}
            minWidth={720}
            empty={{ title: t("feed.empty"), hint: t("feed.emptyHint") }}
            columns={[
              { head: t("webhook.name"), by: "name", cell: ({ name }) => name },
              { head: t("webhook.state"), cell: (feed) => <FeedState feed={feed} tested={tested[feed.name]} /> },
              {
                head: t("feed.target"),
                by: "target",
                cell: ({ target, format }) => (
                  <>
                    {target}
                    <Note>{format}</Note>
                  </>
                ),
              },
              {
                head: t("feed.sends"),
                by: ["sends", ({ sends }) => t(`feed.what.${sends}`)],
                cell: ({ sends }) => t(`feed.what.${sends}`),
              },
              { head: t("feed.behind"), by: "behind", cell: ({ behind }) => formatNumber(behind), end: true },
              {
                head: t("feed.sent"),
                by: "sentMs",
                cell: ({ sentMs }) => (sentMs === undefined ? t("common.never") : <Ago atMs={sentMs} />),
              },
              {
                head: t("webhook.test"),
                end: true,
                quiet: true,
                cell: (feed) => (
                  <FeedOrders
                    feed={feed}
                    onTested={(test) => setTested((before) => ({ ...before, [feed.name]: test }))}
                  />
                ),
              },
            ]}
          />
        )}
      </Answer>
      <NewFeed />
    </Stack>
  );
}

function FeedState({ feed, tested }: { feed: FeedRow; tested: FeedTest | undefined }) {
  const { t } = useTranslation();
  const { failedMs = 0, sentMs = 0, failure } = feed;
  return (
    <>
      {failedMs > sentMs ? (
        <>
          <StateMark sign="!" tone="bad" word={t("webhook.failing")} />
          {failure !== undefined && <Said c="var(--tone-neutral)" text={failure} />}
        </>
      ) : (
        <StateMark sign="✓" tone="good" word={t("webhook.enabled")} />
      )}
      {tested !== undefined && (
        <Text size="xs" role="status">
          {tested.sent ? t("feed.testSent") : t("feed.testNotSent", { error: tested.error })}
        </Text>
      )}
    </>
  );
}

function FeedOrders({ feed, onTested }: { feed: FeedRow; onTested: (test: FeedTest) => void }) {
  const { t } = useTranslation();
  const denied = useNeeds()("siem.write");
  const { name } = feed;
  const params = { path: { name } };
  const common = { disabledReason: denied, refresh: ["siem"] };
  const line = (verb: string) => `shoal siem ${verb} ${quoted(name)}`;
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <OrderButton
        {...common}
        variant="default"
        label={t("webhook.test")}
        confirm={t("webhook.confirmTest", { url: feed.target })}
        act={async () => onTested(await answerOf(api.POST("/api/v1/siem/{name}/test", { params })))}
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
  );
}
