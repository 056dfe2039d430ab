import { Alert, Group, NativeSelect, Text } from "@mantine/core";
import type { DeliveryRow, WebhookRow } from "@shoal/protocol/api/webhook";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { OnceShown } from "../../ui/once-shown.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { DeliveryMark } from "./delivery-state.tsx";

const OVERLAPS = { "0s": 0, "1h": 3_600_000, "1d": 86_400_000, "7d": 7 * 86_400_000 };
type Overlap = keyof typeof OVERLAPS;

/** What can be done with a webhook besides changing it. */
export function WebhookOrders({ webhook }: { webhook: WebhookRow }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const denied = useNeeds()("webhook.write");
  const [tested, setTested] = useState<DeliveryRow>();
  const [secret, setSecret] = useState<string>();
  const [overlap, setOverlap] = useState<Overlap>("1d");
  const { name, state, pending } = webhook;
  const params = { path: { name } };
  const line = (verb: string) => `shoal webhook ${verb} ${quoted(name)}`;
  const common = { variant: "default", disabledReason: denied, refresh: ["webhooks"] };
  return (
    <>
      {tested !== undefined && <Tested delivery={tested} />}
      {secret !== undefined && (
        <OnceShown title={t("webhook.secretOf", { name })} hint={t("webhook.secretHint")} secret={secret} />
      )}
      <Group gap="xs">
        <OrderButton
          {...common}
          label={t("webhook.test")}
          confirm={t("webhook.confirmTest", { url: webhook.url })}
          act={async () => setTested(await answerOf(api.POST("/api/v1/webhooks/{name}/test", { params })))}
          line={line("test")}
        />
        {state === "disabled" ? (
          <OrderButton
            {...common}
            label={t("webhook.enable")}
            confirm={t("webhook.confirmEnable", { name })}
            hint={t("webhook.enableHint", { count: pending })}
            act={() => answerOf(api.POST("/api/v1/webhooks/{name}/enable", { params }))}
            line={line("enable")}
          />
        ) : (
          <OrderButton
            {...common}
            label={t("webhook.disable")}
            confirm={t("webhook.confirmDisable", { name })}
            hint={t("webhook.disableHint")}
            act={() => answerOf(api.POST("/api/v1/webhooks/{name}/disable", { params }))}
            line={line("disable")}
          />
        )}
        <OrderButton
          {...common}
          label={t("webhook.rotate")}
          line={`shoal webhook rotate ${quoted(name)} --overlap ${overlap}`}
          confirm={t("webhook.confirmRotate", { name })}
          act={async () => {
            const body = { overlapMs: OVERLAPS[overlap] };
            setSecret((await answerOf(api.POST("/api/v1/webhooks/{name}/rotate", { params, body }))).secret);
          }}
        >
          <NativeSelect
            label={t("webhook.overlap")}
            value={overlap}
            data={(Object.keys(OVERLAPS) as Overlap[]).map((each) => ({
              value: each,
              label: t(`webhook.overlaps.${each}`),
            }))}
            onChange={(event) => setOverlap(event.currentTarget.value as Overlap)}
          />
        </OrderButton>
        <OrderButton
          {...common}
          variant="outline"
          color="red"
          label={t("webhook.delete")}
          confirm={t("webhook.confirmDelete", { name })}
          hint={t("webhook.deleteHint", { count: pending })}
          act={async () => {
            await acceptedBy(api.DELETE("/api/v1/webhooks/{name}", { params }));
            await navigate({ to: "/webhooks" });
          }}
          line={line("remove")}
        />
      </Group>
    </>
  );
}

/** What came of a test. */
function Tested({ delivery }: { delivery: DeliveryRow }) {
  const { t } = useTranslation();
  const good = delivery.state === "delivered";
  const last = delivery.tries.at(-1);
  return (
    <Alert
      variant="outline"
      color={good ? "var(--tone-good)" : "var(--tone-bad)"}
      role={good ? "status" : "alert"}
      title={t(good ? "webhook.arrived" : "webhook.notArrived")}
    >
      <DeliveryMark state={delivery.state} />
      {last !== undefined && <Text size="sm">{last.error ?? t("webhook.answered", { status: last.status })}</Text>}
      {delivery.answer !== undefined && (
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {delivery.answer}
        </Text>
      )}
    </Alert>
  );
}
