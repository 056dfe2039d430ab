import type { SettingSetRow } from "@shoal/protocol/api/settings";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { countQuery } from "../../api/device.ts";
import { useNeeds } from "../../app/use-needs.ts";
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
  const line = (verb: "assign" | "unassign") =>
    `shoal setting ${verb} ${quoted(set.name)} --query ${quoted(asked || "QUERY")}`;
  return (
    <>
      <OrderButton
        label={t("settings.assign")}
        disabledReason={needs("setting.assign")}
        confirm={t("settings.confirmAssign", { set: set.name })}
        hint={t("settings.assignHint")}
        line={line("assign")}
        act={() => answerOf(api.POST("/api/v1/setting-sets/{name}/assign", { ...path, body: body() }))}
        refresh={["settings"]}
      >
        <QueryField value={query} onChange={setQuery} />
      </OrderButton>
      <OrderButton
        label={t("settings.unassign")}
        variant="default"
        disabledReason={needs("setting.assign") ?? (set.devices === 0 ? t("settings.nobody") : undefined)}
        confirm={t("settings.confirmUnassign", { set: set.name })}
        hint={t("settings.unassignHint")}
        line={line("unassign")}
        act={() => answerOf(api.POST("/api/v1/setting-sets/{name}/unassign", { ...path, body: body() }))}
        refresh={["settings"]}
      >
        <QueryField value={query} onChange={setQuery} />
      </OrderButton>
      <OrderButton
        label={t("group.delete")}
        variant="outline"
        color="red"
        disabledReason={
          needs("setting.write") ?? (set.devices > 0 ? t("settings.used", { count: set.devices }) : undefined)
        }
        confirm={t("settings.confirmDelete", { set: set.name })}
        line={`shoal setting delete ${quoted(set.name)}`}
        act={async () => {
          await acceptedBy(api.DELETE("/api/v1/setting-sets/{name}", path));
          await navigate({ to: "/settings" });
        }}
        refresh={["settings", "sets"]}
      />
    </>
  );
}
