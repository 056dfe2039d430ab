import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import type { TargetCount } from "@shoal/protocol/api/label";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useNeeds } from "../../app/use-needs.ts";
import { BulkList } from "./bulk-list.tsx";
import { BulkSettings } from "./bulk-settings.tsx";
import { BulkTags } from "./bulk-tags.tsx";
import { type Chosen, chosenQuery, chosenRows } from "./chosen.ts";
import classes from "./device.module.css";
import type { Selection } from "./selection.ts";

interface Bar {
  selection: Selection;
  all: boolean;
  query: string | undefined;
  count: TargetCount | undefined;
  onAll: () => void;
  onClear: () => void;
}

/** What can be done to many at once: to how many, and who of them it does not reach. */
export function BulkBar({ selection, all, query, count, onAll, onClear }: Bar) {
  const { t } = useTranslation();
  const needs = useNeeds();
  if (!all && selection.ids.size === 0) return null;
  const chosen: Chosen = all ? chosenQuery(query, count?.devices ?? 0) : chosenRows([...selection.ids]);
  return (
    <Paper withBorder shadow="md" p="sm" className={classes["bar"]} component="section" aria-label={t("device.bulk")}>
      <Stack gap="xs">
        <Group gap="sm">
          <Text fw={600} role="status">
            {t(all ? "device.allChosen" : "device.chosen", { count: chosen.count })}
          </Text>
          {!all && count !== undefined && count.devices > selection.ids.size && (
            <Button size="compact-sm" variant="default" onClick={onAll}>
              {t("device.chooseAll", { count: count.devices })}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={onClear}>
            {t("device.chooseNone")}
          </Button>
        </Group>
        {all && count !== undefined && <Excluded count={count} />}
        <Group gap="xs">
          <BulkTags chosen={chosen} denied={needs("device.write")} verb="add" />
          <BulkTags chosen={chosen} denied={needs("device.write")} verb="remove" />
          <BulkList chosen={chosen} denied={needs("group.write")} />
          <BulkSettings chosen={chosen} denied={needs("setting.assign")} />
          {chosen.task === undefined ? (
            <Text size="sm">{t("device.tooMany")}</Text>
          ) : (
            <Button size="xs" renderRoot={(props) => <Link to="/tasks/new" search={chosen.task ?? {}} {...props} />}>
              {t("device.taskForThese")}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

/** Whom no task and no settings reach, though the query names them. */
function Excluded({ count: { retired, revoked, quarantined } }: { count: TargetCount }) {
  const { t } = useTranslation();
  const said = [
    retired > revoked && t("device.without.retired", { count: retired - revoked }),
    revoked > 0 && t("device.without.revoked", { count: revoked }),
    quarantined > 0 && t("device.without.quarantined", { count: quarantined }),
  ].filter((each) => each !== false);
  return said.length === 0 ? null : (
    <Text size="sm" c="var(--tone-neutral)">
      {said.join(" ")}
    </Text>
  );
}
