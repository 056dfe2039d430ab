import { Anchor, Button, Group, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { draftsQuery } from "../../api/task.ts";
import { Ago } from "../../ui/ago.tsx";
import { Section } from "../../ui/section.tsx";
import { DiscardDraft } from "./discard-draft.tsx";

/** Tasks that somebody has begun to write and nobody has started; nothing, where there is none. */
export function Drafts() {
  const { t } = useTranslation();
  const answer = useQuery(draftsQuery);
  const drafts = answer.data ?? [];
  if (drafts.length === 0) return null;
  return (
    <Section title={t("task.draft.list")}>
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Tbody>
            {drafts.map((task) => (
              <Table.Tr key={task.id}>
                <Table.Td>
                  <Anchor renderRoot={(props) => <Link to="/tasks/$task" params={{ task: task.id }} {...props} />}>
                    {task.name}
                  </Anchor>
                </Table.Td>
                <Table.Td>{t(`task.stateName.${task.state}`)}</Table.Td>
                <Table.Td>
                  {task.createdBy} · <Ago atMs={task.createdMs} />
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t("task.draft.continueNamed", { name: task.name })}
                      renderRoot={(props) => <Link to="/tasks/new" search={{ draft: Number(task.id) }} {...props} />}
                    >
                      {t("task.draft.continue")}
                    </Button>
                    <DiscardDraft draft={task.id} />
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
