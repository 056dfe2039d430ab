import { Group, Stack, Text, Title } from "@mantine/core";
import type { OperatorRow, RoleGiven } from "@shoal/protocol/api/account";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { rolesQuery } from "../../api/role.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { changeOf } from "./change-of.ts";
import { RoleEditor } from "./role-editor.tsx";
import { rolesLine } from "./roles-line.ts";

/** What somebody is; before it is saved it says what they may do then that they may not now, and the other way round. */
export function RolesForm({ operator }: { operator: OperatorRow }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const denied = useNeeds()("operator.write");
  const { data: known } = useQuery(rolesQuery);
  const [roles, setRoles] = useState<RoleGiven[]>(operator.roles);
  const save = useMutation({
    mutationFn: () =>
      answerOf(api.PUT("/api/v1/operators/{id}/roles", { params: { path: { id: operator.id } }, body: { roles } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["operators"] }),
  });
  const same = JSON.stringify(roles) === JSON.stringify(operator.roles);
  const change = changeOf(operator.roles, roles, known?.items ?? []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (denied === undefined && !same) save.mutate();
      }}
    >
      <Stack maw={640}>
        <Title order={2} fz="h4">
          {t("operator.roles")}
        </Title>
        <RoleEditor roles={roles} onChange={setRoles} />
        {!same && (
          <Stack gap={4} role="status">
            <Change sign="+" tone="good" word={t("operator.gains")} permissions={change.gains} />
            <Change sign="−" tone="bad" word={t("operator.loses")} permissions={change.loses} />
            {change.gains.length + change.loses.length === 0 && <Text size="sm">{t("operator.otherDevices")}</Text>}
          </Stack>
        )}
        {save.error !== null && <ProblemMessage error={save.error} />}
        <Group>
          <SubmitButton
            label={t("operator.saveRoles")}
            disabledReason={denied ?? (same ? t("operator.sameRoles") : undefined)}
            pending={save.isPending}
          />
          <CopyAsCli line={rolesLine(operator.name, roles)} />
        </Group>
      </Stack>
    </form>
  );
}

interface OneChange {
  sign: string;
  tone: "good" | "bad";
  word: string;
  permissions: readonly string[];
}

function Change({ sign, tone, word, permissions }: OneChange) {
  if (permissions.length === 0) return null;
  return (
    <Text size="sm">
      <Text component="span" inherit c={`var(--tone-${tone})`}>
        <span aria-hidden>{sign}</span> {word}
      </Text>{" "}
      {permissions.join(", ")}
    </Text>
  );
}
