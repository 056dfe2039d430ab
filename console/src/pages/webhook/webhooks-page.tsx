import { Anchor, Button, Table, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { webhooksQuery } from "../../api/webhook.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { Feeds } from "./feeds.tsx";
import { WebhookState } from "./webhook-state.tsx";

export default function WebhooksPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view = "webhooks" } = useSearch({ from: "/webhooks" });
  return (
    <Page
      title={t("webhook.title")}
      actions={
        <>
          <CopyAsCli line={view === "feeds" ? "shoal siem list" : "shoal webhook list"} />
          {view === "webhooks" && (
            <Button size="xs" renderRoot={(props) => <Link to="/webhooks/new" {...props} />}>
              {t("webhook.new")}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        value={view}
        keepMounted={false}
        onChange={(next) => void navigate({ to: "/webhooks", search: next === "feeds" ? { view: next } : {} })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="webhooks">{t("webhook.title")}</Tabs.Tab>
          <Tabs.Tab value="feeds">{t("feed.title")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="webhooks">
          <Allowed permission="webhook.read">
            <Webhooks />
          </Allowed>
        </Tabs.Panel>
        <Tabs.Panel value="feeds">
          <Allowed permission="siem.read">
            <Feeds />
          </Allowed>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Webhooks() {
  const { t } = useTranslation();
  const answer = useQuery(webhooksQuery);
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyMessage title={t("webhook.empty")} hint={t("webhook.emptyHint")} />
        ) : (
          <Table.ScrollContainer minWidth={720}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("webhook.name")}</Table.Th>
                  <Table.Th>{t("webhook.state")}</Table.Th>
                  <Table.Th>{t("webhook.url")}</Table.Th>
                  <Table.Th ta="right">{t("webhook.pending")}</Table.Th>
                  <Table.Th>{t("webhook.delivered")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((webhook) => (
                  <Table.Tr key={webhook.name}>
                    <Table.Td>
                      <Anchor
                        renderRoot={(props) => (
                          <Link to="/webhooks/$webhook" params={{ webhook: webhook.name }} {...props} />
                        )}
                      >
                        {webhook.name}
                      </Anchor>
                      <Text size="xs" c="var(--tone-neutral)">
                        {webhook.description}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <WebhookState of={webhook} />
                    </Table.Td>
                    <Table.Td style={{ overflowWrap: "anywhere" }}>{webhook.url}</Table.Td>
                    <Table.Td ta="right">{formatNumber(webhook.pending)}</Table.Td>
                    <Table.Td>
                      {webhook.deliveredMs === undefined ? t("common.never") : <Ago atMs={webhook.deliveredMs} />}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Answer>
  );
}
