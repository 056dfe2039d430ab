import { Group, Slider, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionPartsQuery } from "../../api/task.ts";
import { formatBytes, formatTime } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { membersOf, type TreeMember } from "./tree-layout.ts";

/** Who led, who followed, who came late and what they had of whom; a line of time shows who was there when. */
export function SubnetMembers({ task, subnet }: { task: string; subnet: string }) {
  const { t } = useTranslation();
  const answer = useQuery(sessionPartsQuery(task, subnet));
  const [atMs, setAtMs] = useState<number>();
  return (
    <Answer of={answer}>
      {({ items }) => {
        const members = membersOf(items);
        if (members.length === 0) return <Text c="var(--tone-neutral)">{t("tree.empty")}</Text>;
        const first = Math.min(...members.map((each) => each.firstMs));
        const last = Math.max(...members.map((each) => each.lastMs));
        const at = atMs ?? last;
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
                  onChange={setAtMs}
                  label={formatTime}
                  thumbLabel={t("tree.time")}
                />
                <Text size="sm">{formatTime(at)}</Text>
              </Group>
            )}
            <Table.ScrollContainer minWidth={560}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("task.device")}</Table.Th>
                    <Table.Th>{t("tree.role")}</Table.Th>
                    <Table.Th ta="right">{t("tree.wan")}</Table.Th>
                    <Table.Th ta="right">{t("tree.cast")}</Table.Th>
                    <Table.Th ta="right">{t("tree.peer")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {members.map((each) => (
                    <Table.Tr key={each.deviceId} opacity={at < each.firstMs ? 0.55 : 1}>
                      <Table.Td>{each.device}</Table.Td>
                      <Table.Td>
                        <Role member={each} atMs={at} />
                      </Table.Td>
                      <Table.Td ta="right">{formatBytes(each.wanBytes)}</Table.Td>
                      <Table.Td ta="right">{formatBytes(each.castBytes)}</Table.Td>
                      <Table.Td ta="right">{formatBytes(each.peerBytes)}</Table.Td>
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
  const [sign, key] = member.led ? ["★", "led"] : member.late ? ["┄", "late"] : ["→", "followed"];
  const when = atMs < member.firstMs ? "before" : atMs < member.lastMs ? "during" : "done";
  return (
    <Text component="span" inherit>
      <span aria-hidden>{sign}</span> {t(`tree.roles.${key as "led"}`)} · {t(`tree.when.${when}`)}
    </Text>
  );
}
