import { Group, Stack, TagsInput, TextInput } from "@mantine/core";
import { whyNoFilter } from "@shoal/core/webhook/filter";
import type { WebhookRow } from "@shoal/protocol/api/webhook";
import { EVENT_KINDS } from "@shoal/protocol/event/kinds";
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

const KINDS = Object.keys(EVENT_KINDS);
const FILTERS = ["*", ...new Set(KINDS.map((kind) => kind.replace(/\..*$/, ".*"))), ...KINDS];

interface Form {
  webhook?: WebhookRow;
  /** With its secret, which is shown once. */
  onMade?: (made: { name: string; secret: string }) => void;
}

/** Makes a webhook, or changes where it sends, or what. */
export function WebhookForm({ webhook, onMade }: Form) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const denied = useNeeds()("webhook.write");
  const rule = useRule(WORD, t("common.wordRule"));
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [events, setEvents] = useState(webhook?.events ?? []);
  const [description, setDescription] = useState(webhook?.description ?? "");
  const save = useMutation({
    mutationFn: async () => {
      if (webhook !== undefined) {
        const body = { url, events, description };
        return void (await answerOf(api.PATCH("/api/v1/webhooks/{name}", { params: { path: { name } }, body })));
      }
      const made = await answerOf(api.POST("/api/v1/webhooks", { body: { name, url, events, description } }));
      onMade?.(made);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  const wrong = events.map(whyNoFilter).find((why) => why !== undefined);
  const missing = events.length === 0 ? t("webhook.noEvents") : wrong;
  const options = `${events.map((each) => ` --event ${quoted(each)}`).join("") || " --event KINDS"}${description === "" ? "" : ` --description ${quoted(description)}`}`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (denied === undefined && missing === undefined) save.mutate();
      }}
    >
      <Stack maw={640}>
        {webhook === undefined && (
          <TextInput
            label={t("webhook.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            {...rule}
          />
        )}
        <TextInput
          type="url"
          label={t("webhook.url")}
          placeholder="https://receiver.example/shoal"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          required
        />
        <TagsInput
          label={t("webhook.events")}
          withAsterisk
          description={t("webhook.eventsHint")}
          data={FILTERS}
          limit={20}
          value={events}
          onChange={setEvents}
          error={wrong}
        />
        <TextInput
          label={t("webhook.description")}
          maxLength={200}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {save.error !== null && <ProblemMessage error={save.error} />}
        <Group>
          <SubmitButton
            label={t(webhook === undefined ? "webhook.make" : "webhook.save")}
            disabledReason={denied ?? missing}
            pending={save.isPending}
          />
          <CopyAsCli
            line={
              webhook === undefined
                ? `shoal webhook add ${quoted(name || "NAME")} ${quoted(url || "URL")}${options}`
                : `shoal webhook change ${quoted(name)} --url ${quoted(url)}${options}`
            }
          />
        </Group>
      </Stack>
    </form>
  );
}
