import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { settingSetsQuery } from "../../api/settings.ts";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import type { Chosen } from "./chosen.ts";

/** Gives many a set of settings. */
export function BulkSettings({ chosen, denied }: { chosen: Chosen; denied: string | undefined }) {
  const { t } = useTranslation();
  const sets = useQuery(settingSetsQuery).data?.items.map(({ name }) => name) ?? [];
  const [wanted, setWanted] = useState("");
  const name = wanted || sets[0] || "";
  const { targets, confirm, options, count } = chosen;
  return (
    <OrderButton
      label={t("device.settingSet.order")}
      variant="default"
      disabledReason={denied ?? (sets.length === 0 ? t("settings.empty") : undefined)}
      line={`shoal setting assign ${quoted(name)} ${options}`}
      confirm={t("device.settingSet.confirm", { count })}
      hint={t("settings.assignHint")}
      act={() =>
        answerOf(
          api.POST("/api/v1/setting-sets/{name}/assign", {
            params: { path: { name } },
            body: { targets, ...(confirm === undefined ? {} : { confirm }) },
          }),
        )
      }
      refresh={["settings"]}
    >
      <NativeSelect
        label={t("device.settingSet.set")}
        value={name}
        data={sets}
        onChange={(event) => setWanted(event.currentTarget.value)}
        data-autofocus
      />
    </OrderButton>
  );
}
