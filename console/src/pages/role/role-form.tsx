import { Group, Stack, TextInput } from "@mantine/core";
import type { RoleRow } from "@shoal/protocol/api/operator";
import type { Permission } from "@shoal/protocol/operator/permissions";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { useRule, WORD } from "../../ui/use-rule.ts";
import { PermissionTable } from "./permission-table.tsx";

/** Makes a role, or changes it. @param begun what it starts from */
export function RoleForm({ role, begun }: { role?: RoleRow; begun: readonly string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const denied = useNeeds()("operator.write");
  const rule = useRule(WORD, t("common.wordRule"));
  const [name, setName] = useState(role?.name ?? "");
  const [description, setDescription] = useState(role?.description ?? "");
  const [permissions, setPermissions] = useState<readonly string[]>(begun);
  const save = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT("/api/v1/roles/{name}", {
          params: { path: { name } },
          body: { description, permissions: permissions as Permission[] },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["roles"] });
      void navigate({ to: "/roles/$role", params: { role: name } });
    },
  });
  const said = description === "" ? "" : ` --description ${quoted(description)}`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (denied === undefined && permissions.length > 0) save.mutate();
      }}
    >
      <Stack>
        <Group align="flex-start" grow maw={640}>
          <TextInput
            label={t("role.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            disabled={role !== undefined}
            {...rule}
          />
          <TextInput
            label={t("role.description")}
            value={description}
            maxLength={200}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
        </Group>
        <PermissionTable chosen={permissions} onChange={setPermissions} />
        {save.error !== null && <ProblemMessage error={save.error} />}
        <Group>
          <SubmitButton
            label={t("role.save")}
            disabledReason={denied ?? (permissions.length === 0 ? t("role.nothing") : undefined)}
            pending={save.isPending}
          />
          <CopyAsCli
            line={`shoal role set ${quoted(name || "ROLE")} --permission ${permissions.join(",") || "PERMISSION"}${said}`}
          />
        </Group>
      </Stack>
    </form>
  );
}
