import { TagsInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { OrderButton } from "../../ui/order-button.tsx";
import { badTag } from "./bad-tag.ts";
import type { Chosen } from "./chosen.ts";

interface Order {
  chosen: Chosen;
  denied: string | undefined;
  verb: "add" | "remove";
}

/** Tags for many, or from many. */
export function BulkTags({ chosen, denied, verb }: Order) {
  const { t } = useTranslation();
  const [tags, setTags] = useState<string[]>([]);
  const [typing, setTyping] = useState("");
  const bad = badTag([...tags, typing]);
  const wrong = bad === undefined ? undefined : t("device.noLabel", { word: bad });
  const { targets, confirm, options, count } = chosen;
  const words = tags.map((tag) => (verb === "add" ? `+${tag}` : `-${tag}`)).join(" ");
  return (
    <OrderButton
      label={t(`device.tagging.${verb}`)}
      variant="default"
      disabledReason={denied}
      wrong={wrong}
      line={`shoal device tag ${words || (verb === "add" ? "+TAG" : "-TAG")} ${options}`}
      confirm={t(`device.tagging.confirm.${verb}`, { count })}
      hint={t("device.tagging.hint")}
      act={async () => {
        const body = { targets, [verb]: tags, ...(confirm === undefined ? {} : { confirm }) };
        await answerOf(api.POST("/api/v1/devices/tags", { body }));
        setTags([]);
      }}
      refresh={["devices"]}
    >
      <TagsInput
        label={t("device.tags")}
        description={t("device.labelHint")}
        value={tags}
        error={wrong}
        withAsterisk
        onChange={setTags}
        searchValue={typing}
        onSearchChange={setTyping}
        acceptValueOnBlur
        data-autofocus
        comboboxProps={{ withinPortal: false }}
      />
    </OrderButton>
  );
}
