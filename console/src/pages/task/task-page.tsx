import { Group, SegmentedControl, Stack, Table, Text, Title } from "@mantine/core";
import { ACTION_STATES } from "@shoal/protocol/action/state";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { taskQuery } from "../../api/task.ts";
import { said } from "../../app/search.ts";
import { formatBytes, formatNumber } from "../../text/format.ts";
import { ActionStateMark } from "../../ui/action-state.tsx";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { SidePanel } from "../../ui/dialog.tsx";
import { Page } from "../../ui/page.tsx";
import { ActionStory } from "./action-story.tsx";
import { total } from "./counts.ts";
import { DistributionTree } from "./distribution-tree.tsx";
import { TaskFailures } from "./failures.tsx";
import type { GridModel } from "./grid-model.ts";
import { Rings } from "./rings.tsx";
import { TaskGrid } from "./task-grid.tsx";
import { TaskOrders } from "./task-orders.tsx";
import { useGridModel, useGridVersion } from "./use-grid-model.ts";

const NO_RINGS: string[] = [];

export default function TaskPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { task: id } = useParams({ from: "/tasks/$task" });
  const search = useSearch({ from: "/tasks/$task" });
  const answer = useQuery(taskQuery(id));
  const rings = answer.data?.rings?.map((ring) => ring.name) ?? NO_RINGS;
  const { answer: grid, model } = useGridModel(id, rings);
  const go = (next: { view?: "table" | undefined; device?: string | undefined }) =>
    void navigate({ to: "/tasks/$task", params: { task: id }, search: said(next) });
  const open = (device: string) => go({ ...search, device });
  const { device: _, ...withoutDevice } = search;

  return (
    <Answer of={answer} page={id}>
      {(task) => (
        <Page
          title={task.name}
          actions={
            <>
              <CopyAsCli line={`shoal task watch ${id}`} />
              <TaskOrders task={task} />
            </>
          }
        >
          <Text>
            {t(`task.kind.${task.kind}`)} {task.package} {task.version} · {t(`task.stateName.${task.state}`)}
            {task.startedMs !== undefined && (
              <>
                {" · "}
                {t("task.started")} <Ago atMs={task.startedMs} /> {t("task.by", { who: task.startedBy ?? "" })}
              </>
            )}
          </Text>
          <BytesLine bytes={task.bytes} />
          {task.rings !== undefined && task.startedMs !== undefined && <Rings task={id} />}
          <Answer of={grid}>
            {() =>
              model !== undefined && (
                <Stack gap="xs">
                  <Group justify="space-between">
                    <StateCounts model={model} />
                    <SegmentedControl
                      aria-label={t("common.view")}
                      value={search.view ?? "grid"}
                      onChange={(view) =>
                        go({ ...withoutDevice, ...(view === "table" ? { view } : { view: undefined }) })
                      }
                      data={[
                        { value: "grid", label: t("common.asGrid") },
                        { value: "table", label: t("common.asTable") },
                      ]}
                    />
                  </Group>
                  {search.view === "table" ? (
                    <CellTable model={model} onOpen={open} />
                  ) : (
                    <TaskGrid model={model} onOpen={open} />
                  )}
                </Stack>
              )
            }
          </Answer>
          <Title order={2} fz="h4">
            {t("task.failures")}
          </Title>
          <TaskFailures task={id} />
          <Title order={2} fz="h4">
            {t("tree.title")}
          </Title>
          <DistributionTree task={id} />
          <SidePanel
            opened={search.device !== undefined}
            onClose={() => go(withoutDevice)}
            title={t("task.story", {
              device: model?.cells.find((cell) => cell.deviceId === search.device)?.device ?? search.device ?? "",
            })}
          >
            {search.device !== undefined && <ActionStory task={id} device={search.device} />}
          </SidePanel>
        </Page>
      )}
    </Answer>
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

/** Rows beyond these are reached by filters, or by the grid. */
const TABLE_ROWS = 500;

function CellTable({ model, onOpen }: { model: GridModel; onOpen: (device: string) => void }) {
  const { t } = useTranslation();
  useGridVersion(model);
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("task.device")}</Table.Th>
            <Table.Th>{t("task.ring")}</Table.Th>
            <Table.Th>{t("task.state")}</Table.Th>
            <Table.Th>{t("task.reason")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {model.cells.slice(0, TABLE_ROWS).map((cell) => (
            <Table.Tr key={cell.deviceId}>
              <Table.Td>
                <Text component="button" type="button" variant="link" onClick={() => onOpen(cell.deviceId)}>
                  {cell.device}
                </Text>
              </Table.Td>
              <Table.Td>{cell.ring}</Table.Td>
              <Table.Td>
                <ActionStateMark state={cell.state} />
              </Table.Td>
              <Table.Td>{cell.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function BytesLine({ bytes }: { bytes: Record<string, number> }) {
  const { t } = useTranslation();
  const all = Object.values(bytes).reduce((sum, each) => sum + each, 0);
  const wan = (bytes["origin"] ?? 0) + (bytes["push"] ?? 0);
  if (all === 0) return null;
  return (
    <Text fw={600} fz="lg">
      {t("task.wan", { wan: formatBytes(wan), all: formatBytes(all) })}
    </Text>
  );
}
