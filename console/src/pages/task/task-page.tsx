import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { taskQuery } from "../../api/task.ts";
import { formatBytes } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { DistributionTree } from "./distribution-tree.tsx";
import { TaskFailures } from "./failures.tsx";
import { Rings } from "./rings.tsx";
import { TaskOrders } from "./task-orders.tsx";
import { TaskProgress } from "./task-progress.tsx";

const NO_RINGS: string[] = [];

export default function TaskPage() {
  const { t } = useTranslation();
  const { task: id } = useParams({ from: "/tasks/$task" });
  const answer = useQuery(taskQuery(id));

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
          <TaskProgress key={id} task={id} rings={task.rings?.map((ring) => ring.name) ?? NO_RINGS} />
          <Title order={2} fz="h4">
            {t("task.failures")}
          </Title>
          <TaskFailures task={id} />
          <Title order={2} fz="h4">
            {t("tree.title")}
          </Title>
          <DistributionTree task={id} />
        </Page>
      )}
    </Answer>
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
