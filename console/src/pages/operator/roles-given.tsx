import { Badge, Group, Text } from "@mantine/core";
import type { RoleGiven } from "@shoal/protocol/api/account";
import { useTranslation } from "react-i18next";

/** What somebody is, and over whom. */
export function RolesGiven({ roles }: { roles: readonly RoleGiven[] }) {
  const { t } = useTranslation();
  if (roles.length === 0)
    return (
      <Text inherit c="var(--tone-neutral)">
        {t("common.none")}
      </Text>
    );
  return (
    <Group gap={4}>
      {roles.map(({ role, groups }) => (
        <Badge key={`${role} ${groups}`} variant="default" tt="none">
          {groups === undefined ? role : t("operator.over", { role, groups: groups.join(", ") })}
        </Badge>
      ))}
    </Group>
  );
}
