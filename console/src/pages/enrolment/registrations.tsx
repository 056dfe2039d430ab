import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { registrationsQuery } from "../../api/enrolment.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Fingerprint } from "../../ui/fingerprint.tsx";
import { Listing } from "../../ui/listing.tsx";
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
        {({ items }) => (
          <Listing
            rows={items}
            keyOf={({ id }) => id}
            minWidth={720}
            empty={{ title: t("enrolment.noneAnnounced"), hint: t("enrolment.noneAnnouncedHint") }}
            columns={[
              { head: t("device.name"), by: "name", cell: ({ name }) => name ?? t("enrolment.ownName") },
              {
                head: t("enrolment.state"),
                by: ["state", ({ deviceId }) => t(deviceId === undefined ? "enrolment.expected" : "enrolment.came")],
                cell: ({ deviceId }) =>
                  deviceId === undefined ? (
                    <StateMark sign="○" tone="busy" word={t("enrolment.expected")} />
                  ) : (
                    <Anchor
                      renderRoot={(props) => <Link to="/devices/$device" params={{ device: deviceId }} {...props} />}
                    >
                      <StateMark sign="✓" tone="good" word={t("enrolment.came")} />
                    </Anchor>
                  ),
              },
              {
                head: t("enrolment.knownBy"),
                cell: ({ fingerprint, serial }) => (
                  <>
                    {fingerprint !== undefined && <Fingerprint of={fingerprint} />}
                    {serial !== undefined && `${t("enrolment.serial")} ${serial}`}
                  </>
                ),
              },
              { head: t("enrolment.inGroup"), by: "group", cell: ({ group }) => group },
              {
                head: t("enrolment.by"),
                by: "createdMs",
                cell: ({ createdBy, createdMs }) => (
                  <>
                    {createdBy} · <Ago atMs={createdMs} />
                  </>
                ),
              },
              {
                head: t("enrolment.unregister"),
                end: true,
                quiet: true,
                cell: ({ id, name, serial, deviceId }) => (
                  <OrderButton
                    label={t("enrolment.unregister")}
                    variant="outline"
                    color="red"
                    disabledReason={denied ?? (deviceId === undefined ? undefined : t("enrolment.came"))}
                    confirm={t("enrolment.confirmUnregister", { name: name ?? serial ?? id })}
                    hint={t("enrolment.confirmUnregisterHint")}
                    act={() => acceptedBy(api.DELETE("/api/v1/registrations/{id}", { params: { path: { id } } }))}
                    refresh={["enrolment"]}
                    line={`shoal device unregister ${id}`}
                  />
                ),
              },
            ]}
          />
        )}
      </Answer>
    </Stack>
  );
}
