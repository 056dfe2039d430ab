import { Box, Group, SegmentedControl, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sessionTreeQuery } from "../../api/task.ts";
import { formatBytes, formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import type { GridModel } from "./grid-model.ts";
import { SubnetMembers } from "./subnet-members.tsx";
import { lineWidth, subnetsOf, type TreeSubnet } from "./tree-layout.ts";

/** What devices tell on the way is no event. */
const EACH_MS = 3_000;

interface Distribution {
  task: string;
  /** More may come. */
  live: boolean;
  model: GridModel | undefined;
  view: "tree" | "table";
  /** The subnet of which the members are shown; "": those that took part in no session. */
  open: string | undefined;
  onView: (view: "tree" | "table") => void;
  onOpen: (subnet: string) => void;
}

/** From the server to the representative of each subnet to its members: how often the bytes crossed the WAN, and how often they did not. */
export function DistributionTree({ task, live, model, view, open, onView, onOpen }: Distribution) {
  const { t } = useTranslation();
  const answer = useQuery({ ...sessionTreeQuery(task), refetchInterval: live && EACH_MS });
  return (
    <Answer of={answer}>
      {(tree) => {
        const subnets = subnetsOf(tree);
        if (subnets.length === 0) return <Text c="var(--tone-neutral)">{t("tree.empty")}</Text>;
        return (
          <Stack gap="xs">
            <Group justify="flex-end">
              <SegmentedControl
                aria-label={t("common.view")}
                value={view}
                onChange={(next) => onView(next as "tree" | "table")}
                data={[
                  { value: "tree", label: t("tree.asTree") },
                  { value: "table", label: t("common.asTable") },
                ]}
              />
            </Group>
            {view === "tree" ? (
              <Picture live={live} subnets={subnets} open={open} onOpen={onOpen} />
            ) : (
              <SubnetTable subnets={subnets} onOpen={onOpen} />
            )}
            {open !== undefined && <SubnetMembers key={open} task={task} subnet={open} live={live} model={model} />}
          </Stack>
        );
      }}
    </Answer>
  );
}

const ROW_PX = 56;
const NARROW_ROW_PX = 96;
const NARROW_PX = 560;
const SERVER_X = 70;

function Picture({
  live,
  subnets,
  open,
  onOpen,
}: {
  live: boolean;
  subnets: readonly TreeSubnet[];
  open: string | undefined;
  onOpen: (subnet: string) => void;
}) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const most = useMemo(() => Math.max(...subnets.map((each) => Math.max(each.wanBytes, each.localBytes))), [subnets]);
  const rowPx = width < NARROW_PX ? NARROW_ROW_PX : ROW_PX;
  const height = Math.max(rowPx, subnets.length * rowPx);
  const middle = height / 2;
  const nodeX = Math.max(200, width * 0.42);
  return (
    <Box ref={ref} pos="relative" h={height} role="group" aria-label={t("tree.picture")}>
      <svg width={Math.max(width, 1)} height={height} aria-hidden="true" style={{ position: "absolute", inset: 0 }}>
        <title>{t("tree.picture")}</title>
        {subnets.map((each, at) => {
          const y = at * rowPx + rowPx / 2;
          const bend = (SERVER_X + nodeX) / 2;
          return (
            <g key={each.subnet} fill="none" strokeLinecap="round">
              <path
                d={`M${SERVER_X},${middle} C${bend},${middle} ${bend},${y} ${nodeX},${y}`}
                stroke="var(--tone-busy)"
                strokeWidth={lineWidth(each.wanBytes, most)}
              />
              <path
                d={`M${nodeX},${y} H${Math.max(nodeX + 20, width - 20)}`}
                stroke="var(--tone-good)"
                strokeWidth={lineWidth(each.localBytes, most)}
              />
            </g>
          );
        })}
        <circle cx={SERVER_X - 10} cy={middle} r={12} fill="var(--tone-busy)" />
      </svg>
      <Text size="sm" pos="absolute" top={middle + 14} left={0} w={SERVER_X * 2} ta="left">
        {t("tree.server")}
      </Text>
      {subnets.map((each, at) => (
        <UnstyledButton
          key={each.subnet}
          pos="absolute"
          top={at * rowPx + 6}
          left={nodeX - 70}
          px={8}
          py={2}
          bg="var(--mantine-color-body)"
          bd={`1px solid ${open === each.subnet ? "var(--mantine-color-text)" : "var(--mantine-color-default-border)"}`}
          bdrs="md"
          aria-expanded={open === each.subnet}
          onClick={() => onOpen(each.subnet)}
        >
          <Text size="sm" fw={600}>
            {each.subnet || t(live ? "tree.notTold" : "tree.noSubnet")}
          </Text>
          <Text size="xs" c="var(--tone-neutral)">
            {t("device.count", { count: each.devices })} · {formatBytes(each.wanBytes)} WAN
            {each.representatives[0] !== undefined && ` · ★ ${each.representatives[0].device}`}
            {each.late > 0 && ` · ┄ ${t("tree.lateCount", { count: each.late })}`}
          </Text>
        </UnstyledButton>
      ))}
    </Box>
  );
}

function SubnetTable({ subnets, onOpen }: { subnets: readonly TreeSubnet[]; onOpen: (subnet: string) => void }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("tree.subnet")}</Table.Th>
            <Table.Th>{t("tree.representative")}</Table.Th>
            <Table.Th ta="right">{t("task.devices")}</Table.Th>
            <Table.Th ta="right">{t("tree.wan")}</Table.Th>
            <Table.Th ta="right">{t("tree.local")}</Table.Th>
            <Table.Th ta="right">{t("tree.late")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {subnets.map((each) => (
            <Table.Tr key={each.subnet}>
              <Table.Td>
                <UnstyledButton c="var(--mantine-color-anchor)" onClick={() => onOpen(each.subnet)}>
                  {each.subnet || t("tree.noSubnet")} {each.site}
                </UnstyledButton>
              </Table.Td>
              <Table.Td>{each.representatives.map(({ device }) => device).join(", ")}</Table.Td>
              <Table.Td ta="right">{formatNumber(each.devices)}</Table.Td>
              <Table.Td ta="right">{formatBytes(each.wanBytes)}</Table.Td>
              <Table.Td ta="right">{formatBytes(each.localBytes)}</Table.Td>
              <Table.Td ta="right">{formatNumber(each.late)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
