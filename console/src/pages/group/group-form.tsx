import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import type { GroupDetail } from "@shoal/protocol/api/group";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { ConfirmCount } from "../../ui/confirm-count.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { useRule, WORD } from "../../ui/use-rule.ts";
import { QueryField } from "../device/query-field.tsx";

/** Makes a group of whoever a query finds, or changes it; a change that comes second is refused, and says so. */
export function GroupForm({ group, query: begun }: { group: GroupDetail | undefined; query: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const needs = useNeeds();
  const rule = useRule(WORD, t("common.wordRule"));
  const [name, setName] = useState(group?.name ?? "");
  const [description, setDescription] = useState(group?.description ?? "");
  const [query, setQuery] = useState(group?.query ?? begun);
  // Of the group that the person has seen; where another has changed it since, saving is refused.
  const [seen, setSeen] = useState(group?.version ?? 0);
  const save = useMutation({
    mutationFn: (confirm: number | undefined) =>
      answerOf(
        api.PUT("/api/v1/groups/{name}", {
          params: { path: { name } },
          body: { description, query: query.trim(), version: seen, ...(confirm === undefined ? {} : { confirm }) },
        }),
      ),
    onSuccess: async (saved) => {
      setSeen(saved.version);
      await client.invalidateQueries({ queryKey: ["groups"] });
      void navigate({ to: "/groups/$group", params: { group: name } });
    },
  });
  const why = needs("group.write") ?? (name === "" || query.trim() === "" ? t("group.missing") : undefined);
  const verb = group === undefined ? "create" : "set";
  const said = description === "" ? "" : ` --description ${quoted(description)}`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (why === undefined) save.mutate(undefined);
      }}
    >
      <Stack maw={640}>
        <TextInput
          label={t("device.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          disabled={group !== undefined}
          {...rule}
        />
        <QueryField value={query} onChange={setQuery} required />
        <TextInput
          label={t("group.description")}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {group !== undefined && group.version !== seen && !save.isPending && (
          <Alert variant="outline" color="var(--tone-waiting)" title={t("group.overtaken", { who: group.updatedBy })}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                setDescription(group.description);
                setQuery(group.query ?? "");
                setSeen(group.version);
                save.reset();
              }}
            >
              {t("group.takeTheirs")}
            </Button>
          </Alert>
        )}
        {save.error !== null && <ConfirmCount error={save.error} onConfirm={save.mutate} />}
        <Group>
          <SubmitButton label={t("group.save")} disabledReason={why} pending={save.isPending} />
          <CopyAsCli
            line={`shoal group ${verb} ${quoted(name || "NAME")} --query ${quoted(query.trim() || "QUERY")}${said}`}
          />
        </Group>
      </Stack>
    </form>
  );
}
