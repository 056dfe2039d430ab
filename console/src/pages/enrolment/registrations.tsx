import { Anchor, Stack, Table, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { registrationsQuery } from "../../api/enrolment.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { NewRegistration } from "./new-registration.tsx";
import { PinLine } from "./pin-line.tsx";

export function Registrations() {
  const { t } = useTranslation();
  const answer = useQuery(registrationsQuery);
  const denied = useNeeds()("enrolment.write");
  return (
    <Stack>
      <NewRegistration />
      <PinLine />
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyMessage title={t("enrolment.noneAnnounced")} hint={t("enrolment.noneAnnouncedHint")} />
          ) : (
            <Table.ScrollContainer minWidth={720}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("device.name")}</Table.Th>
                    <Table.Th>{t("enrolment.state")}</Table.Th>
                    <Table.Th>{t("enrolment.knownBy")}</Table.Th>
                    <Table.Th>{t("enrolment.inGroup")}</Table.Th>
                    <Table.Th>{t("enrolment.by")}</Table.Th>
                    <Table.Th>
                      <VisuallyHidden>{t("enrolment.unregister")}</VisuallyHidden>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((row) => (
                    <Table.Tr key={row.id}>
                      <Table.Td>{row.name ?? t("enrolment.ownName")}</Table.Td>
                      <Table.Td>
                        {row.deviceId === undefined ? (
                          <StateMark sign="○" tone="busy" word={t("enrolment.expected")} />
                        ) : (
                          <Anchor
                            renderRoot={(props) => (
                              <Link to="/devices/$device" params={{ device: row.deviceId! }} {...props} />
                            )}
                          >
                            <StateMark sign="✓" tone="good" word={t("enrolment.came")} />
                          </Anchor>
                        )}
                      </Table.Td>
                      <Table.Td>
                        {row.fingerprint !== undefined && <Fingerprint of={row.fingerprint} />}
                        {row.serial !== undefined && `${t("enrolment.serial")} ${row.serial}`}
                      </Table.Td>
                      <Table.Td>{row.group}</Table.Td>
                      <Table.Td>
                        {row.createdBy} · <Ago atMs={row.createdMs} />
                      </Table.Td>
                      <Table.Td ta="right">
                        <OrderButton
                          label={t("enrolment.unregister")}
                          variant="outline"
                          color="red"
                          disabledReason={denied ?? (row.deviceId === undefined ? undefined : t("enrolment.came"))}
                          confirm={t("enrolment.confirmUnregister", { name: row.name ?? row.serial ?? row.id })}
                          hint={t("enrolment.confirmUnregisterHint")}
                          line={`shoal device unregister ${row.id}`}
                          act={() =>
                            acceptedBy(api.DELETE("/api/v1/registrations/{id}", { params: { path: { id: row.id } } }))
                          }
                          refresh={["enrolment"]}
                        />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Answer>
    </Stack>
  );
}
