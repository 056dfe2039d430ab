import { Button, Group, NativeSelect, Stack, TagsInput, Text } from "@mantine/core";
import type { RoleGiven } from "@shoal/protocol/api/account";
import type { RoleRow } from "@shoal/protocol/api/operator";
import { overGroups } from "@shoal/protocol/operator/over-groups";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { groupsQuery } from "../../api/group.ts";
import { rolesQuery } from "../../api/role.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { Answer } from "../../ui/answer.tsx";

interface Editing {
  roles: readonly RoleGiven[];
  onChange: (roles: RoleGiven[]) => void;
}

/** What somebody is to be, and over whose devices. */
export function RoleEditor({ roles, onChange }: Editing) {
  const { t } = useTranslation();
  const known = useQuery(rolesQuery);
  const denied = useNeeds()("group.read");
  const { data: groups } = useQuery({ ...groupsQuery, enabled: denied === undefined });
  const names = (groups?.items ?? []).map(({ name }) => name);
  return (
    <Answer of={known}>
      {({ items }) => {
        const left = items.find(({ name }) => !roles.some(({ role }) => role === name));
        return (
          <Stack gap="sm">
            {roles.length === 0 && <Text size="sm">{t("operator.noRole")}</Text>}
            {roles.map((given, at) => (
              <OneRole
                key={given.role}
                given={given}
                known={items}
                taken={roles.map(({ role }) => role)}
                groups={names}
                onChange={(next) =>
                  onChange(roles.flatMap((each, index) => (index === at ? (next ? [next] : []) : [each])))
                }
              />
            ))}
            <Group>
              <Button
                size="compact-sm"
                variant="default"
                disabled={left === undefined}
                onClick={() => left && onChange([...roles, { role: left.name }])}
              >
                {t("operator.addRole")}
              </Button>
            </Group>
          </Stack>
        );
      }}
    </Answer>
  );
}

interface One {
  given: RoleGiven;
  known: readonly RoleRow[];
  taken: readonly string[];
  groups: readonly string[];
  onChange: (given: RoleGiven | undefined) => void;
}

function OneRole({ given, known, taken, groups, onChange }: One) {
  const { t } = useTranslation();
  const permissions = known.find(({ name }) => name === given.role)?.permissions ?? [];
  const wide = permissions.filter((each) => overGroups(each) === "refused");
  const wholeOnly = wide.length > 0 && given.groups === undefined;
  return (
    <Group align="flex-start" gap="xs">
      <NativeSelect
        label={t("operator.role")}
        value={given.role}
        data={known.map(({ name }) => ({
          value: name,
          label: name,
          disabled: name !== given.role && taken.includes(name),
        }))}
        onChange={(event) => onChange({ role: event.currentTarget.value })}
      />
      <TagsInput
        label={t("operator.groups", { role: given.role })}
        description={wholeOnly ? t("operator.wholeOnly", { permission: wide[0] }) : t("operator.groupsHint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        miw={220}
        flex={1}
        data={[...groups]}
        value={given.groups ?? []}
        disabled={wholeOnly}
        onChange={(chosen) =>
          onChange(chosen.length === 0 ? { role: given.role } : { role: given.role, groups: chosen })
        }
      />
      <Button
        variant="subtle"
        mt={24}
        aria-label={t("operator.takeRole", { role: given.role })}
        onClick={() => onChange(undefined)}
      >
        ✕
      </Button>
    </Group>
  );
}
