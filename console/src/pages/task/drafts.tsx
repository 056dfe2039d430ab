import { Anchor, Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { draftsQuery } from "../../api/task.ts";
import { taskName } from "../../text/task-name.ts";
import { Ago } from "../../ui/ago.tsx";
import { Listing } from "../../ui/listing.tsx";
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
      <Listing
        name="drafts"
        rows={drafts}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t("task.name"),
            by: ["name", taskName],
            cell: ({ id, ...task }) => (
              <Anchor renderRoot={(props) => <Link to="/tasks/$task" params={{ task: id }} {...props} />}>
                {taskName(task)}
              </Anchor>
            ),
          },
          {
            head: t("task.state"),
            by: ["state", ({ state }) => t(`task.stateName.${state}`)],
            cell: ({ state }) => t(`task.stateName.${state}`),
          },
          {
            head: t("task.draft.writtenBy"),
            by: "createdBy",
            cell: ({ createdBy, createdMs }) => (
              <>
                {createdBy} · <Ago atMs={createdMs} />
              </>
            ),
          },
          {
            head: t("task.draft.orders"),
            quiet: true,
            end: true,
            cell: ({ id, ...task }) => (
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t("task.draft.continueNamed", { name: taskName(task) })}
                  renderRoot={(props) => <Link to="/tasks/new" search={{ draft: Number(id) }} {...props} />}
                >
                  {t("task.draft.continue")}
                </Button>
                <DiscardDraft draft={id} />
              </Group>
            ),
          },
        ]}
      />
    </Section>
  );
}
