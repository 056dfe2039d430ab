import { Stack } from "@mantine/core";
import type { SettingSetRow } from "@shoal/protocol/api/settings";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { countQuery } from "../../api/device.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { QueryField } from "../device/query-field.tsx";

/** Who has the set, and its end. */
export function SetOrders({ set }: { set: SettingSetRow }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const needs = useNeeds();
  const [query, setQuery] = useState("");
  const asked = query.trim();
  const count = useQuery({ ...countQuery(asked), enabled: asked !== "" });
  const path = { params: { path: { name: set.name } } };
  // The person has seen how many these are, also where these are all.
  const body = () => ({ targets: { query: asked }, ...(count.data ? { confirm: count.data.devices } : {}) });
  const fields = (verb: "assign" | "unassign") => (
    <Stack gap="xs" align="flex-start">
      <QueryField value={query} onChange={setQuery} />
      <CopyAsCli line={`shoal setting ${verb} ${quoted(set.name)} --query ${quoted(asked || "QUERY")}`} />
    </Stack>
  );
  return (
    <>
      <OrderButton
        label={t("settings.assign")}
        disabledReason={needs("setting.assign")}
        confirm={t("settings.confirmAssign", { set: set.name })}
        hint={t("settings.assignHint")}
        act={() => answerOf(api.POST("/api/v1/setting-sets/{name}/assign", { ...path, body: body() }))}
        refresh={["settings"]}
      >
        {fields("assign")}
      </OrderButton>
      <OrderButton
        label={t("settings.unassign")}
        variant="default"
        disabledReason={needs("setting.assign") ?? (set.devices === 0 ? t("settings.nobody") : undefined)}
        confirm={t("settings.confirmUnassign", { set: set.name })}
        hint={t("settings.unassignHint")}
        act={() => answerOf(api.POST("/api/v1/setting-sets/{name}/unassign", { ...path, body: body() }))}
        refresh={["settings"]}
      >
        {fields("unassign")}
      </OrderButton>
      <OrderButton
        label={t("group.delete")}
        variant="outline"
        color="red"
        disabledReason={
          needs("setting.write") ?? (set.devices > 0 ? t("settings.used", { count: set.devices }) : undefined)
        }
        confirm={t("settings.confirmDelete", { set: set.name })}
        act={async () => {
          await acceptedBy(api.DELETE("/api/v1/setting-sets/{name}", path));
          await navigate({ to: "/settings" });
        }}
        refresh={["settings", "sets"]}
      />
    </>
  );
}
