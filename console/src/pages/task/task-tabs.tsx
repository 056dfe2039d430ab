import { Group, SegmentedControl, Stack, Tabs, Text } from "@mantine/core";
import { ACTION_STATES } from "@shoal/protocol/action/state";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { said } from "../../app/search.ts";
import { formatNumber } from "../../text/format.ts";
import { ActionStateMark } from "../../ui/action-state.tsx";
import { Answer } from "../../ui/answer.tsx";
import { SidePanel } from "../../ui/dialog.tsx";
import { ActionStory } from "./action-story.tsx";
import { CellTable } from "./cell-table.tsx";
import { total } from "./counts.ts";
import { DistributionTree } from "./distribution-tree.tsx";
import { TaskFailures } from "./failures.tsx";
import type { GridModel } from "./grid-model.ts";
import { TASK_TABS } from "./routes.ts";
import { TaskEvents } from "./task-events.tsx";
import { TaskGrid } from "./task-grid.tsx";
import { useGridModel, useGridVersion } from "./use-grid-model.ts";

type Tab = (typeof TASK_TABS)[number];
const NO_RINGS: string[] = [];
/** In the address, where nothing would be no choice. */
const NO_SUBNET = "none";

/** How far each device is, what failed, where the bytes came from, and what happened; and one device with its story. */
export function TaskTabs({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/tasks/$task" });
  const { answer, model } = useGridModel(task.id, task.rings?.map((ring) => ring.name) ?? NO_RINGS);
  const { id } = task;
  const go = useCallback(
    (next: Partial<Record<keyof typeof search, string | undefined>>) =>
      void navigate({
        to: "/tasks/$task",
        params: { task: id },
        search: said({ ...search, ...next }) as typeof search,
        resetScroll: false,
      }),
    [navigate, id, search],
  );
  const open = useCallback((device: string) => go({ device }), [go]);
  const { tab = "devices", view = "grid" } = search;
  const failed = task.counts["failed"] ?? 0;

  const panels: Record<Tab, () => ReactNode> = {
    devices: () => (
      <Answer of={answer}>
        {() =>
          model !== undefined && (
            <Stack gap="xs">
              <Group justify="space-between">
                <Text size="xs" c="var(--tone-neutral)">
                  {t(view === "table" ? "task.tableHelp" : "task.gridHelp")}
                </Text>
                <SegmentedControl
                  size="xs"
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
    ),
    failures: () => <TaskFailures task={id} />,
    distribution: () => (
      <DistributionTree
        task={id}
        live={task.state === "running"}
        model={model}
        view={view === "table" ? "table" : "tree"}
        open={search.subnet === NO_SUBNET ? "" : search.subnet}
        onView={(next) => go({ view: next === "table" ? next : undefined })}
        onOpen={(subnet) => go({ subnet: subnet === "" ? NO_SUBNET : subnet })}
      />
    ),
    events: () => <TaskEvents key={id} task={id} />,
  };

  return (
    <>
      {model !== undefined && <StateCounts model={model} />}
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => go({ tab: next === "devices" ? undefined : (next ?? undefined) })}
      >
        <Tabs.List>
          {TASK_TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`task.tabs.${each}`)}
              {each === "failures" && failed > 0 && (
                <Text component="span" inherit c="var(--tone-bad)">
                  {" "}
                  <span aria-hidden>✕</span> {formatNumber(failed)}
                </Text>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="sm">
          {Object.hasOwn(panels, tab) && panels[tab]()}
        </Tabs.Panel>
      </Tabs>
      <SidePanel
        opened={search.device !== undefined}
        onClose={() => go({ device: undefined })}
        title={t("task.story", { device: model?.find(search.device ?? "")?.device ?? search.device ?? "" })}
      >
        {search.device !== undefined && <ActionStory task={id} device={search.device} />}
      </SidePanel>
    </>
  );
}

function StateCounts({ model }: { model: GridModel }) {
  useGridVersion(model);
  const counts = model.counts();
  return (
    <Group gap="md" role="status" mih="1.5em">
      {ACTION_STATES.filter((state) => (counts[state] ?? 0) > 0).map((state) => (
        <ActionStateMark key={state} state={state} count={formatNumber(counts[state]!)} />
      ))}
      {total(counts) === 0 && <Text c="var(--tone-neutral)">{formatNumber(0)}</Text>}
    </Group>
  );
}
