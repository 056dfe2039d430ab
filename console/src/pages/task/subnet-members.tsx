import { Group, Slider, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionPartsQuery } from "../../api/task.ts";
import { formatBytes, formatTime } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { givenWords } from "./given-words.ts";
import type { GridModel } from "./grid-model.ts";
import { MemberTree } from "./member-tree.tsx";
import { membersOf, type TreeMember, whenOf } from "./tree-layout.ts";

/** What devices tell on the way is no event. */
const EACH_MS = 3_000;

interface Members {
  task: string;
  subnet: string;
  /** More may come. */
  live: boolean;
  model: GridModel | undefined;
}

/** Who led, who followed, who came late and what they had of whom; a line of time shows who was there when. */
export function SubnetMembers({ task, subnet, live, model }: Members) {
  const { t } = useTranslation();
  const answer = useQuery({ ...sessionPartsQuery(task, subnet), refetchInterval: live && EACH_MS });
  const [atMs, setAtMs] = useState<number>();
  // Who fetches tells of it when that is done.
  const atIt = model?.cells.filter((cell) => cell.subnet === subnet && cell.state === "fetching") ?? [];
  return (
    <Answer of={answer}>
      {({ items }) => {
        const members = membersOf(items, live ? atIt : []);
        if (members.length === 0) return <Text c="var(--tone-neutral)">{t("tree.empty")}</Text>;
        const first = Math.min(...members.map((each) => each.firstMs));
        const last = Math.max(...members.map((each) => each.lastMs));
        const at = Math.min(atMs ?? last, last);
        return (
          <Stack gap="xs" component="section" aria-label={subnet}>
            <Title order={2} fz="h5">
              {subnet || t("tree.noSubnet")}
            </Title>
            {last > first && (
              <Group gap="md">
                <Slider
                  flex={1}
                  min={first}
                  max={last}
                  value={at}
                  onChange={(to) => setAtMs(to === last ? undefined : to)}
                  label={formatTime}
                  thumbLabel={t("tree.time")}
                />
                <Text size="sm">{formatTime(at)}</Text>
              </Group>
            )}
            <MemberTree members={members} atMs={at} />
            <Table.ScrollContainer minWidth={720}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("task.device")}</Table.Th>
                    <Table.Th>{t("tree.role")}</Table.Th>
                    <Table.Th ta="right">{t("tree.wan")}</Table.Th>
                    <Table.Th ta="right">{t("tree.cast")}</Table.Th>
                    <Table.Th ta="right">{t("tree.peer")}</Table.Th>
                    <Table.Th>{t("tree.fromWhom")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {members.map((each) => (
                    <Table.Tr key={each.deviceId}>
                      <Table.Td>{each.device}</Table.Td>
                      <Table.Td>
                        <Role member={each} atMs={at} />
                      </Table.Td>
                      <Table.Td ta="right">{formatBytes(each.wanBytes)}</Table.Td>
                      <Table.Td ta="right">{formatBytes(each.castBytes)}</Table.Td>
                      <Table.Td ta="right">{formatBytes(each.peerBytes)}</Table.Td>
                      <Table.Td>{givenWords(t, each)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Stack>
        );
      }}
    </Answer>
  );
}

function Role({ member, atMs }: { member: TreeMember; atMs: number }) {
  const { t } = useTranslation();
  const roles = [...(member.led ? (["led"] as const) : []), ...(member.late ? (["late"] as const) : [])];
  const said = roles.length === 0 ? (["followed"] as const) : roles;
  return (
    <Text component="span" inherit>
      <span aria-hidden>{member.led ? "★" : member.late ? "┄" : "→"}</span>{" "}
      {said.map((role) => t(`tree.roles.${role}`)).join(", ")} · {t(`tree.when.${whenOf(member, atMs)}`)}
    </Text>
  );
}
