import { Box, Group, NativeSelect, SegmentedControl, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import type { ApiTokenSpec } from "@shoal/protocol/api/operator";
import type { Permission } from "@shoal/protocol/operator/permissions";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { groupsQuery } from "../../api/group.ts";
import { rolesQuery } from "../../api/role.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatTime } from "../../text/format.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { OnceShown } from "../../ui/once-shown.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { useRule, WORD } from "../../ui/use-rule.ts";
import { PermissionTable } from "../role/permission-table.tsx";
import { LIVES, type Life, tokenLine } from "./token-line.ts";

export default function NewTokenPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const needs = useNeeds();
  const { data: roles } = useQuery({ ...rolesQuery, enabled: needs("operator.read") === undefined });
  const { data: known } = useQuery({ ...groupsQuery, enabled: needs("group.read") === undefined });
  const rule = useRule(WORD, t("common.wordRule"), t("token.nameHint"));
  const [name, setName] = useState("");
  const [by, setBy] = useState<"role" | "permissions">("role");
  const [role, setRole] = useState("viewer");
  const [permissions, setPermissions] = useState<string[]>([]);
  const [groups, setGroups] = useState<string[]>([]);
  const [life, setLife] = useState<Life>("90d");
  const spec: ApiTokenSpec = {
    ...{ name, lifeMs: LIVES[life] },
    ...(by === "role" ? { role } : { permissions: permissions as Permission[] }),
    ...(groups.length > 0 ? { groups } : {}),
  };
  const make = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/tokens", { body: spec })),
    onSuccess: async () => {
      setName("");
      await client.invalidateQueries({ queryKey: ["tokens"] });
    },
  });
  const nothing = by === "permissions" && permissions.length === 0 ? t("role.nothing") : undefined;
  const denied = needs("token.write") ?? nothing;
  return (
    <Page title={t("token.new")}>
      {make.data !== undefined && (
        <OnceShown
          title={t("token.made", { name: make.data.row.name })}
          hint={t("token.once", { until: formatTime(make.data.row.expiresMs) })}
          secret={make.data.token}
        />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (denied === undefined) make.mutate();
        }}
      >
        <Stack>
          <Stack maw={640}>
            <TextInput
              label={t("token.name")}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="off"
              {...rule}
            />
            <NativeSelect
              label={t("token.life")}
              value={life}
              data={(Object.keys(LIVES) as Life[]).map((each) => ({ value: each, label: t(`token.lives.${each}`) }))}
              onChange={(event) => setLife(event.currentTarget.value as Life)}
            />
            <TagsInput
              label={t("token.groups")}
              description={t("operator.groupsHint")}
              data={(known?.items ?? []).map((group) => group.name)}
              value={groups}
              onChange={setGroups}
            />
            <Box>
              <SegmentedControl
                aria-label={t("token.may")}
                value={by}
                data={[
                  { value: "role", label: t("token.byRole") },
                  { value: "permissions", label: t("token.byPermissions") },
                ]}
                onChange={(value) => setBy(value === "role" ? "role" : "permissions")}
              />
            </Box>
          </Stack>
          {by === "permissions" ? (
            <PermissionTable chosen={permissions} onChange={setPermissions} />
          ) : (
            <NativeSelect
              maw={640}
              label={t("operator.role")}
              value={role}
              data={(roles?.items ?? [{ name: "viewer" }]).map((each) => each.name)}
              onChange={(event) => setRole(event.currentTarget.value)}
            />
          )}
          <Text size="sm" c="var(--tone-neutral)">
            {t("token.hint")}
          </Text>
          {make.error !== null && <ProblemMessage error={make.error} />}
          <Group>
            <SubmitButton label={t("token.make")} disabledReason={denied} pending={make.isPending} />
            <CopyAsCli line={tokenLine(spec, life)} />
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
