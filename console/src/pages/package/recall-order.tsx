import { TextInput } from "@mantine/core";
import type { ReleaseRow } from "@shoal/protocol/api/package";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";

/** Gives a release to nobody any more, or to whoever wants it again. */
export function RecallOrder({ row, onDone }: { row: ReleaseRow; onDone: () => void }) {
  const { t } = useTranslation();
  const denied = useNeeds()("release.recall");
  const [reason, setReason] = useState("");
  const { package: name, version, recalled } = row;
  const verb = recalled ? "unrecall" : "recall";
  const params = { path: { name, version } };
  const body = { reason: reason.trim() };
  return (
    <OrderButton
      label={t(`release.${verb}`)}
      variant="outline"
      color={recalled ? "cyan" : "red"}
      disabledReason={denied}
      confirm={t(`release.${verb}Confirm`, { release: `${name}@${version}` })}
      hint={t(`release.${verb}Hint`)}
      act={async () => {
        if (recalled) await answerOf(api.POST("/api/v1/packages/{name}/releases/{version}/unrecall", { params, body }));
        else await answerOf(api.POST("/api/v1/packages/{name}/releases/{version}/recall", { params, body }));
        onDone();
      }}
      line={`shoal package ${verb} ${quoted(name)} ${quoted(version)} --reason ${quoted(reason.trim() || "WHY")}`}
      refresh={["packages"]}
    >
      <TextInput
        data-autofocus
        required
        maxLength={500}
        label={t("release.why")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </OrderButton>
  );
}
