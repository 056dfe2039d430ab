import { NativeSelect, Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { groupsQuery } from "../../api/group.ts";
import { OrderButton } from "../../ui/order-button.tsx";
import { quoted } from "../../ui/shell-word.ts";
import type { Chosen } from "./chosen.ts";

/** Puts many on a group's list, or takes them off it. */
export function BulkList({ chosen, denied }: { chosen: Chosen; denied: string | undefined }) {
  const { t } = useTranslation();
  const groups = useQuery(groupsQuery);
  const [verb, setVerb] = useState<"add" | "remove">("add");
  const lists = groups.data?.items.filter(({ query }) => query === undefined).map(({ name }) => name) ?? [];
  const [wanted, setWanted] = useState("");
  const name = wanted || lists[0] || "";
  const { targets, confirm, options, count } = chosen;
  const order = { params: { path: { name } }, body: { targets, ...(confirm === undefined ? {} : { confirm }) } };
  return (
    <OrderButton
      label={t("device.listing.order")}
      variant="default"
      disabledReason={denied ?? (lists.length === 0 ? t("device.listing.none") : undefined)}
      line={`shoal group ${verb} ${quoted(name)} ${options}`}
      confirm={t("device.listing.confirm", { count })}
      act={() =>
        answerOf(
          verb === "add"
            ? api.POST("/api/v1/groups/{name}/add", order)
            : api.POST("/api/v1/groups/{name}/remove", order),
        )
      }
      refresh={["groups"]}
    >
      <NativeSelect
        label={t("device.listing.list")}
        value={name}
        data={lists}
        onChange={(event) => setWanted(event.currentTarget.value)}
        data-autofocus
      />
      <Radio.Group
        label={t("device.listing.what")}
        value={verb}
        onChange={(next) => setVerb(next === "add" ? "add" : "remove")}
      >
        <Stack mt={4} gap={4}>
          <Radio value="add" label={t("device.listing.add")} />
          <Radio value="remove" label={t("device.listing.remove")} />
        </Stack>
      </Radio.Group>
    </OrderButton>
  );
}
