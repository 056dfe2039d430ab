import { Group, Stack, TagsInput, TextInput } from "@mantine/core";
import type { SecretRow } from "@shoal/protocol/api/secret";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { packagesQuery } from "../../api/package.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { useRule, WORD } from "../../ui/use-rule.ts";

/** Sets a secret, gives it another value, or says who may use it. The value goes one way only. */
export function SecretForm({ secret }: { secret?: SecretRow }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const needs = useNeeds();
  const denied = needs("secret.write");
  const { data: known } = useQuery({ ...packagesQuery, enabled: needs("package.read") === undefined });
  const rule = useRule(WORD, t("common.wordRule"));
  const [name, setName] = useState(secret?.name ?? "");
  const [value, setValue] = useState("");
  const [packages, setPackages] = useState(secret?.packages ?? []);
  const save = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT("/api/v1/secrets/{name}", {
          params: { path: { name } },
          body: { packages, ...(value === "" ? {} : { value }) },
        }),
      ),
    // Neither the cache of answers nor a field keeps it.
    gcTime: 0,
    onSuccess: async () => {
      setValue("");
      await client.invalidateQueries({ queryKey: ["secrets"] });
      void navigate({ to: "/secrets/$secret", params: { secret: name } });
    },
  });
  const same = value === "" && JSON.stringify(packages) === JSON.stringify(secret?.packages);
  const bind = `shoal secret bind ${quoted(name || "NAME")}${packages.map((each) => ` ${quoted(each)}`).join("")}`;
  const set = `shoal secret set ${quoted(name || "NAME")}${packages.length > 0 ? ` --package ${quoted(packages.join(","))}` : ""}`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (denied === undefined && !same) save.mutate();
      }}
    >
      <Stack maw={640}>
        {secret === undefined && (
          <TextInput
            label={t("secret.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
            {...rule}
          />
        )}
        <TextInput
          type="password"
          label={t("secret.value")}
          description={t(secret === undefined ? "secret.valueHint" : "secret.valueKeeps")}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          autoComplete="new-password"
          required={secret === undefined}
        />
        <TagsInput
          label={t("secret.packages")}
          description={t("secret.packagesHint")}
          data={(known?.items ?? []).map((each) => each.name)}
          value={packages}
          onChange={setPackages}
        />
        {save.error !== null && <ProblemMessage error={save.error} />}
        <Group>
          <SubmitButton
            label={t("secret.save")}
            disabledReason={denied ?? (same ? t("secret.same") : undefined)}
            pending={save.isPending}
          />
          <CopyAsCli line={secret !== undefined && value === "" ? bind : set} />
        </Group>
      </Stack>
    </form>
  );
}
