import { Card, Group, Stack, Text, TextInput } from "@mantine/core";
import type { EnrolmentRequestRow } from "@shoal/protocol/api/identity";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { enrolmentRequestsQuery } from "../../api/enrolment.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { ListGroupSelect } from "./list-group-select.tsx";
import { PinLine } from "./pin-line.tsx";

/** Devices that came without a token: a person compares their keys, and says yes or no. */
export function Waiting() {
  const { t } = useTranslation();
  const answer = useQuery(enrolmentRequestsQuery);
  return (
    <Stack>
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyMessage title={t("enrolment.noneWaits")} hint={t("enrolment.noneWaitsHint")} />
          ) : (
            <>
              <Text size="sm">{t("enrolment.compare")}</Text>
              {items.map((request) => (
                <WaitingDevice key={request.id} request={request} />
              ))}
            </>
          )
        }
      </Answer>
      <PinLine />
    </Stack>
  );
}

function WaitingDevice({ request }: { request: EnrolmentRequestRow }) {
  const { t } = useTranslation();
  const denied = useNeeds()("enrolment.write");
  const [name, setName] = useState(request.name);
  const [group, setGroup] = useState("");
  const { platform } = request;
  const path = { params: { path: { id: request.id } } };
  const given = {
    ...(name.trim() === "" || name.trim() === request.name ? {} : { name: name.trim() }),
    ...(group === "" ? {} : { group }),
  };
  const line = ["shoal device approve", request.id]
    .concat(Object.entries(given).map(([option, value]) => `--${option} ${quoted(value)}`))
    .join(" ");
  return (
    <Card withBorder component="article" aria-label={request.name} p="sm">
      <Group justify="space-between" align="flex-start">
        <Stack gap={2} flex="1 1 18rem" miw={0}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {request.name}
          </Text>
          <Text size="sm">
            {[platform.distribution || platform.os, platform.osVersion, platform.arch, platform.formFactor].join(" ")}
            {request.serial !== undefined && ` · ${t("enrolment.serial")} ${request.serial}`}
          </Text>
          <Text size="sm" c="var(--tone-neutral)">
            {t("enrolment.from", { address: request.remote })} · {t("enrolment.asked")} <Ago atMs={request.firstMs} />
          </Text>
          <Text size="sm">
            {t("enrolment.key")}: <Fingerprint of={request.fingerprint} />
          </Text>
        </Stack>
        <Group gap="xs">
          <OrderButton
            label={t("enrolment.reject")}
            variant="outline"
            color="red"
            disabledReason={denied}
            confirm={t("enrolment.confirmReject", { name: request.name })}
            hint={t("enrolment.confirmRejectHint")}
            line={`shoal device reject ${request.id}`}
            act={() => acceptedBy(api.POST("/api/v1/enrolment-requests/{id}/reject", path))}
            refresh={["enrolment"]}
          />
          <OrderButton
            label={t("enrolment.approve")}
            disabledReason={denied}
            confirm={t("enrolment.confirmApprove", { name: request.name })}
            line={line}
            act={() => answerOf(api.POST("/api/v1/enrolment-requests/{id}/approve", { ...path, body: given }))}
            refresh={["enrolment"]}
          >
            <Text size="sm">
              {t("enrolment.key")}: <Fingerprint of={request.fingerprint} />
            </Text>
            <TextInput
              label={t("device.name")}
              value={name}
              maxLength={128}
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ListGroupSelect value={group} onChange={setGroup} />
          </OrderButton>
        </Group>
      </Group>
    </Card>
  );
}
