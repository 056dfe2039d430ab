import { TextInput } from "@mantine/core";
import type { DeviceDetail } from "@shoal/protocol/api/device";
import { LIMITS } from "@shoal/protocol/limits";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";

/** Away with a device, or let it go on. */
export function DeviceOrders({ device }: { device: DeviceDetail }) {
  const { t } = useTranslation();
  const denied = useNeeds()("device.revoke");
  const [reason, setReason] = useState("");
  const path = { params: { path: { id: device.id } } };
  const said = reason.trim();
  return (
    <>
      <OrderButton
        label={t("device.release")}
        variant="default"
        disabledReason={denied ?? (device.quarantinedMs === undefined ? t("device.notQuarantined") : undefined)}
        confirm={t("device.confirmRelease", { name: device.name })}
        hint={t("device.confirmReleaseHint")}
        line={`shoal device release ${quoted(device.name)}`}
        act={() => acceptedBy(api.POST("/api/v1/devices/{id}/release", path))}
        refresh={["devices"]}
      />
      <OrderButton
        label={t("device.revoke")}
        variant="outline"
        color="red"
        disabledReason={denied ?? (device.revokedMs === undefined ? undefined : t("device.alreadyRevoked"))}
        line={`shoal device revoke ${quoted(device.name)}${said === "" ? "" : ` --reason ${quoted(said)}`}`}
        confirm={t("device.confirmRevoke", { name: device.name })}
        hint={t("device.confirmRevokeHint")}
        act={() =>
          answerOf(api.POST("/api/v1/devices/{id}/revoke", { ...path, body: said === "" ? {} : { reason: said } }))
        }
        refresh={["devices"]}
      >
        <TextInput
          label={t("device.why")}
          value={reason}
          maxLength={LIMITS.reasonChars}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </OrderButton>
    </>
  );
}
