import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { taskQuery } from "../../api/task.ts";
import { formatBytes } from "../../text/format.ts";
import { taskName } from "../../text/task-name.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { carriedBy } from "../history/bytes.ts";
import { isDraft } from "./draft-form.ts";
import { DraftPreview } from "./draft-preview.tsx";
import { Rings } from "./rings.tsx";
import type { TASK_TABS } from "./routes.ts";
import { TaskOrders } from "./task-orders.tsx";
import { TaskTabs } from "./task-tabs.tsx";

export default function TaskPage() {
  const { t } = useTranslation();
  const { task: id } = useParams({ from: "/tasks/$task" });
  const { tab = "devices" } = useSearch({ from: "/tasks/$task" });
  const answer = useQuery(taskQuery(id));

  return (
    <Answer of={answer} page={id}>
      {(task) => (
        <Page
          title={taskName(task)}
          actions={
            <>
              <CopyAsCli line={lineOf(tab, id)} />
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
          {isDraft(task.state) && <DraftPreview task={task} />}
          <TaskTabs key={id} task={task} />
        </Page>
      )}
    </Answer>
  );
}

function lineOf(tab: (typeof TASK_TABS)[number], id: string): string {
  switch (tab) {
    case "distribution":
      return `shoal session tree ${id}`;
    case "failures":
      return `shoal task actions ${id} --state failed`;
    case "events":
      return `shoal task events ${id}`;
    default:
      return `shoal task watch ${id}`;
  }
}

function BytesLine({ bytes }: { bytes: Record<string, number> }) {
  const { t } = useTranslation();
  const { allBytes: all, wanBytes: wan } = carriedBy(bytes);
  if (all === 0) return null;
  return (
    <Text fw={600} fz="lg">
      {wan < all
        ? t("task.wan", { wan: formatBytes(wan), all: formatBytes(all) })
        : t("task.wanAll", { wan: formatBytes(wan) })}
    </Text>
  );
}
