import { Stack, Title } from "@mantine/core";
import type { WebhookRow } from "@shoal/protocol/api/webhook";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { webhookQuery } from "../../api/webhook.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber, formatTime } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Page } from "../../ui/page.tsx";
import { Said } from "../../ui/said.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { Subject } from "../audit/subject.tsx";
import { Deliveries } from "./deliveries.tsx";
import { WebhookForm } from "./webhook-form.tsx";
import { WebhookOrders } from "./webhook-orders.tsx";
import { WebhookState } from "./webhook-state.tsx";

export default function WebhookPage() {
  const { webhook: name } = useParams({ from: "/webhooks/$webhook" });
  return (
    <Page title={name} actions={<CopyAsCli line={`shoal webhook show ${quoted(name)}`} />}>
      <Allowed permission="webhook.read">
        <Webhook name={name} />
      </Allowed>
    </Page>
  );
}

function Webhook({ name }: { name: string }) {
  const { t } = useTranslation();
  const answer = useQuery(webhookQuery(name));
  return (
    <Answer of={answer}>
      {(webhook) => (
        <Stack>
          <Known of={webhook} />
          <WebhookOrders webhook={webhook} />
          <Title order={2} fz="h4">
            {t("webhook.change")}
          </Title>
          <WebhookForm key={`${webhook.url} ${webhook.events} ${webhook.description}`} webhook={webhook} />
          <Title order={2} fz="h4">
            {t("webhook.deliveries")}
          </Title>
          <Deliveries name={name} />
        </Stack>
      )}
    </Answer>
  );
}

function Known({ of: webhook }: { of: WebhookRow }) {
  const { t } = useTranslation();
  const { why, failure, failedMs, deliveredMs, nextMs, rotatingUntilMs } = webhook;
  return (
    <Facts
      rows={[
        [t("webhook.state"), <WebhookState key="" of={webhook} />],
        [t("webhook.why"), why === undefined ? undefined : <Said key="" text={why} />],
        [t("webhook.description"), webhook.description],
        [t("webhook.pending"), formatNumber(webhook.pending)],
        [t("webhook.nextTry"), nextMs === undefined ? undefined : formatTime(nextMs)],
        [t("webhook.delivered"), deliveredMs === undefined ? t("common.never") : <Ago key="" atMs={deliveredMs} />],
        [
          t("webhook.failed"),
          failedMs === undefined ? undefined : (
            <Stack key="" gap={0}>
              <Ago atMs={failedMs} />
              {failure !== undefined && <Said text={failure} />}
            </Stack>
          ),
        ],
        [t("webhook.rotating"), rotatingUntilMs === undefined ? undefined : formatTime(rotatingUntilMs)],
        [t("webhook.madeBy"), <Subject key="" name={webhook.createdBy} />],
      ]}
    />
  );
}
