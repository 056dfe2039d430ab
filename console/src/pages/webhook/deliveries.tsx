import { Button, NativeSelect, Table, Text, VisuallyHidden } from "@mantine/core";
import type { DeliveryRow } from "@shoal/protocol/api/webhook";
import { DELIVERY_STATES, type DeliveryState } from "@shoal/protocol/webhook/delivery-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { deliveriesQuery } from "../../api/webhook.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { Subject } from "../audit/subject.tsx";
import { DeliveryMark } from "./delivery-state.tsx";

/** What was sent and what waits, newest first. */
export function Deliveries({ name }: { name: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state } = useSearch({ from: "/webhooks/$webhook" });
  const list = useInfiniteQuery(deliveriesQuery(name, state));
  return (
    <>
      <NativeSelect
        maw={240}
        label={t("webhook.onlyState")}
        value={state ?? ""}
        data={[
          { value: "", label: t("webhook.allStates") },
          ...DELIVERY_STATES.map((each) => ({ value: each, label: t(`webhook.states.${each}`) })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value as DeliveryState | "";
          const search = chosen === "" ? {} : { state: chosen };
          void navigate({ to: "/webhooks/$webhook", params: { webhook: name }, search, resetScroll: false });
        }}
      />
      <Answer of={list}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0)
            return <EmptyMessage title={t("webhook.noDelivery")} hint={t("webhook.noDeliveryHint")} />;
          return (
            <>
              <Table.ScrollContainer minWidth={720}>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t("webhook.kind")}</Table.Th>
                      <Table.Th>{t("webhook.state")}</Table.Th>
                      <Table.Th>{t("webhook.subject")}</Table.Th>
                      <Table.Th ta="right">{t("webhook.tries")}</Table.Th>
                      <Table.Th>{t("webhook.when")}</Table.Th>
                      <Table.Th>
                        <VisuallyHidden>{t("webhook.redeliver")}</VisuallyHidden>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Delivery key={row.id} name={name} row={row} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              {list.hasNextPage && (
                <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t("common.more")}
                </Button>
              )}
            </>
          );
        }}
      </Answer>
    </>
  );
}

function Delivery({ name, row }: { name: string; row: DeliveryRow }) {
  const { t } = useTranslation();
  const denied = useNeeds()("webhook.write");
  const last = row.tries.at(-1);
  const said = last === undefined ? undefined : (last.error ?? t("webhook.answered", { status: last.status }));
  return (
    <Table.Tr>
      <Table.Td>{row.kind}</Table.Td>
      <Table.Td>
        <DeliveryMark state={row.state} />
        <Text size="xs" c="var(--tone-neutral)" style={{ overflowWrap: "anywhere" }}>
          {said}
        </Text>
      </Table.Td>
      <Table.Td>
        <Subject name={row.subject} />
      </Table.Td>
      <Table.Td ta="right">{formatNumber(row.attempts)}</Table.Td>
      <Table.Td>
        <Ago atMs={row.createdMs} />
      </Table.Td>
      <Table.Td ta="right">
        <OrderButton
          label={t("webhook.redeliver")}
          variant="default"
          disabledReason={denied ?? (row.state === "pending" ? t("webhook.stillPending") : undefined)}
          confirm={t("webhook.confirmRedeliver", { kind: row.kind })}
          hint={t("webhook.redeliverHint")}
          act={() =>
            answerOf(
              api.POST("/api/v1/webhooks/{name}/deliveries/{id}/redeliver", { params: { path: { name, id: row.id } } }),
            )
          }
          refresh={["webhooks", name]}
          line={`shoal webhook redeliver ${quoted(name)} ${row.id}`}
        />
      </Table.Td>
    </Table.Tr>
  );
}
