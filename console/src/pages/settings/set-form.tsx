import { Alert, Button, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { checkSettings } from "@shoal/core/settings/check";
import type { SettingSetDiff, SettingSetRow } from "@shoal/protocol/api/settings";
import { SETTING_KEYS, type SettingKey } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { useRule } from "../../ui/use-rule.ts";
import { lineOf } from "./line.ts";
import { SetChanges } from "./set-changes.tsx";
import classes from "./settings.module.css";
import { SettingsFields } from "./settings-fields.tsx";

/** As the API takes it; blanks around it are not sent. */
const NAME = " *[A-Za-z0-9](?:[A-Za-z0-9 ._\\-]{0,62}[A-Za-z0-9])? *";

/** Makes a set, or changes it: what it would change is looked at before it is saved. */
export function SetForm({ set }: { set: SettingSetRow | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const denied = useNeeds()("setting.write");
  const rule = useRule(NAME, t("settings.nameRule"));
  const [name, setName] = useState(set?.name ?? "");
  const [description, setDescription] = useState(set?.description ?? "");
  const [values, setValues] = useState<SettingsOverride>(set?.values ?? {});
  // Of the set that the person has seen; where another has changed it since, saving is refused.
  const [seen, setSeen] = useState(set?.version ?? 0);
  // Those that it says now; a field does not go away while it is written in.
  const [only, setOnly] = useState<readonly SettingKey[]>();
  const path = { params: { path: { name: name.trim() } } };
  const order = { description: description.trim(), values };
  const wrong = checkSettings(values).length > 0;
  const diff = useMutation({
    mutationFn: (asked: typeof order) =>
      answerOf(api.POST("/api/v1/setting-sets/{name}/diff", { ...path, body: { values: asked.values } })),
  });
  // What was looked at is what is saved.
  const looked =
    diff.data !== undefined && JSON.stringify(diff.variables) === JSON.stringify(order)
      ? (diff.data as SettingSetDiff)
      : undefined;
  const save = useMutation({
    mutationFn: () => answerOf(api.PUT("/api/v1/setting-sets/{name}", { ...path, body: { ...order, version: seen } })),
    onSuccess: async (saved) => {
      setSeen(saved.version);
      diff.reset();
      await client.invalidateQueries({ queryKey: ["settings"] });
      if (set === undefined) void navigate({ to: "/settings/$set", params: { set: saved.name } });
    },
  });
  const own = SETTING_KEYS.filter((key) => values[key] !== undefined);
  return (
    <Stack
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "" && !wrong) diff.mutate(order);
      }}
    >
      <Group align="flex-start">
        {set === undefined && (
          <TextInput
            label={t("device.name")}
            value={name}
            maxLength={64}
            onChange={(event) => setName(event.currentTarget.value)}
            flex="1 1 16rem"
            {...rule}
          />
        )}
        <TextInput
          flex="1 1 16rem"
          label={t("settings.description")}
          value={description}
          maxLength={500}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
      </Group>
      {set !== undefined && set.version !== seen && !save.isPending && (
        <Alert variant="outline" color="var(--tone-waiting)" title={t("settings.overtaken", { who: set.updatedBy })}>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setDescription(set.description);
              setValues(set.values);
              setSeen(set.version);
              save.reset();
            }}
          >
            {t("group.takeTheirs")}
          </Button>
        </Alert>
      )}
      <Switch
        label={t("settings.onlyOwn", { count: own.length })}
        checked={only !== undefined}
        onChange={(event) => setOnly(event.currentTarget.checked ? own : undefined)}
      />
      <SettingsFields values={values} only={only} onChange={setValues} />
      {diff.error !== null && <ProblemMessage error={diff.error} />}
      <Dialog opened={looked !== undefined} onClose={diff.reset} title={t("settings.changes")} size="xl">
        <Stack>
          {looked !== undefined && <SetChanges diff={looked} />}
          {save.error !== null && <ProblemMessage error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={diff.reset}>
              {t("common.close")}
            </Button>
            <Button
              loading={save.isPending}
              disabled={denied !== undefined}
              onClick={() => save.mutate()}
              data-autofocus
            >
              {t("settings.saveFor", { count: looked?.devices ?? 0 })}
            </Button>
          </Group>
          {denied !== undefined && <Text size="sm">{denied}</Text>}
        </Stack>
      </Dialog>
      <Group className={classes["bar"]} py="xs">
        <Button type="submit" loading={diff.isPending} disabled={name.trim() === "" || wrong}>
          {t("settings.show")}
        </Button>
        <CopyAsCli line={lineOf(name.trim() || "SET", set, order)} />
      </Group>
    </Stack>
  );
}
