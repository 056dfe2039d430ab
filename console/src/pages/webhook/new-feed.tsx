import { Card, Checkbox, Group, NativeSelect, Stack, TextInput, Title } from "@mantine/core";
import { SIEM_SENDS } from "@shoal/protocol/api/choices";
import type { SiemSends } from "@shoal/protocol/api/siem";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { useRule, WORD } from "../../ui/use-rule.ts";

export function NewFeed() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const denied = useNeeds()("siem.write");
  const rule = useRule(WORD, t("common.wordRule"));
  const [name, setName] = useState("");
  const [target, setTarget] = useState("");
  const [sends, setSends] = useState<SiemSends>("all");
  const [fromStart, setFromStart] = useState(false);
  const make = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/siem", { body: { name, target, sends, fromStart } })),
    onSuccess: async () => {
      setName("");
      setTarget("");
      await client.invalidateQueries({ queryKey: ["siem"] });
    },
  });
  const line = `shoal siem add ${quoted(name || "NAME")} ${quoted(target || "TARGET")} --send ${sends}`;
  return (
    <Card withBorder component="section" aria-labelledby="new-feed">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (denied === undefined) make.mutate();
        }}
      >
        <Stack maw={640}>
          <Title order={2} fz="h4" id="new-feed">
            {t("feed.new")}
          </Title>
          <TextInput
            label={t("webhook.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            {...rule}
          />
          <TextInput
            label={t("feed.target")}
            description={t("feed.targetHint")}
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
            required
          />
          <NativeSelect
            label={t("feed.sends")}
            value={sends}
            data={SIEM_SENDS.map((each) => ({ value: each, label: t(`feed.what.${each}`) }))}
            onChange={(event) => setSends(event.currentTarget.value as SiemSends)}
          />
          <Checkbox
            label={t("feed.fromStart")}
            checked={fromStart}
            onChange={(event) => setFromStart(event.currentTarget.checked)}
          />
          {make.error !== null && <ProblemMessage error={make.error} />}
          <Group>
            <SubmitButton label={t("webhook.make")} disabledReason={denied} pending={make.isPending} />
            <CopyAsCli line={`${line}${fromStart ? " --from-start" : ""}`} />
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
