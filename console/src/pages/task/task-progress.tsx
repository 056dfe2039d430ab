import { Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { ACTION_STATES } from "@shoal/protocol/action/state";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { said } from "../../app/search.ts";
import { formatNumber } from "../../text/format.ts";
import { ActionStateMark } from "../../ui/action-state.tsx";
import { Answer } from "../../ui/answer.tsx";
import { SidePanel } from "../../ui/dialog.tsx";
import { ActionStory } from "./action-story.tsx";
import { CellTable } from "./cell-table.tsx";
import { total } from "./counts.ts";
import type { GridModel } from "./grid-model.ts";
import { TaskGrid } from "./task-grid.tsx";
import { useGridModel, useGridVersion } from "./use-grid-model.ts";

/** How far each device is: as a grid, or as a table of the same rows; and one of them with what happened on it. */
export function TaskProgress({ task, rings }: { task: string; rings: readonly string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/tasks/$task" });
  const { answer, model } = useGridModel(task, rings);
  const go = useCallback(
    (next: { view?: "table" | undefined; device?: string | undefined }) =>
      void navigate({ to: "/tasks/$task", params: { task }, search: said({ ...search, ...next }), resetScroll: false }),
    [navigate, task, search],
  );
  const open = useCallback((device: string) => go({ device }), [go]);
  const view = search.view ?? "grid";

  return (
    <>
      <Answer of={answer}>
        {() =>
          model !== undefined && (
            <Stack gap="xs">
              <Group justify="space-between">
                <StateCounts model={model} />
                <SegmentedControl
                  aria-label={t("common.view")}
                  value={view}
                  onChange={(next) => go({ view: next === "table" ? next : undefined })}
                  data={[
                    { value: "grid", label: t("common.asGrid") },
                    { value: "table", label: t("common.asTable") },
                  ]}
                />
              </Group>
              {view === "table" ? <CellTable model={model} onOpen={open} /> : <TaskGrid model={model} onOpen={open} />}
            </Stack>
          )
        }
      </Answer>
      <SidePanel
        opened={search.device !== undefined}
        onClose={() => go({ device: undefined })}
        title={t("task.story", { device: model?.find(search.device ?? "")?.device ?? search.device ?? "" })}
      >
        {search.device !== undefined && <ActionStory task={task} device={search.device} />}
      </SidePanel>
    </>
  );
}

function StateCounts({ model }: { model: GridModel }) {
  useGridVersion(model);
  const counts = model.counts();
  return (
    <Group gap="md" role="status">
      {ACTION_STATES.filter((state) => (counts[state] ?? 0) > 0).map((state) => (
        <ActionStateMark key={state} state={state} count={formatNumber(counts[state]!)} />
      ))}
      {total(counts) === 0 && <Text c="var(--tone-neutral)">{formatNumber(0)}</Text>}
    </Group>
  );
}
