import { Anchor, Button, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { webhooksQuery } from "../../api/webhook.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
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
      {({ items }) => (
        <Listing
          rows={items}
          keyOf={({ name }) => name}
          minWidth={720}
          empty={{ title: t("webhook.empty"), hint: t("webhook.emptyHint") }}
          columns={[
            {
              head: t("webhook.name"),
              by: "name",
              cell: ({ name, description }) => (
                <>
                  <Anchor
                    renderRoot={(props) => <Link to="/webhooks/$webhook" params={{ webhook: name }} {...props} />}
                  >
                    {name}
                  </Anchor>
                  <Note>{description}</Note>
                </>
              ),
            },
            { head: t("webhook.state"), cell: (webhook) => <WebhookState of={webhook} /> },
            { head: t("webhook.url"), by: "url", cell: ({ url }) => url },
            { head: t("webhook.pending"), by: "pending", cell: ({ pending }) => formatNumber(pending), end: true },
            {
              head: t("webhook.delivered"),
              by: "deliveredMs",
              cell: ({ deliveredMs }) => (deliveredMs === undefined ? t("common.never") : <Ago atMs={deliveredMs} />),
            },
          ]}
        />
      )}
    </Answer>
  );
}
