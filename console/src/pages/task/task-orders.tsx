import { Button } from "@mantine/core";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { OrderButton } from "../../ui/order-button.tsx";
import { ended, total } from "./counts.ts";
import { DiscardDraft } from "./discard-draft.tsx";
import { isDraft } from "./draft-form.ts";
import { useDraftCount } from "./draft-preview.tsx";

/** What can be done to a task now; what cannot says why. */
export function TaskOrders({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const without = useNeeds();
  const path = { params: { path: { id: task.id } } };
  const open = total(task.counts) - ended(task.counts);
  const failed = task.counts["failed"] ?? 0;
  const count = useDraftCount(task);
  return (
    <>
      {isDraft(task.state) && (
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => <Link to="/tasks/new" search={{ draft: Number(task.id) }} {...props} />}
        >
          {t("task.draft.continue")}
        </Button>
      )}
      {task.state === "draft" && (
        <OrderButton
          label={t("task.start")}
          disabledReason={without("task.start") ?? (count === undefined ? t("task.draft.notCounted") : undefined)}
          confirm={t("task.confirmStart", { count: count ?? 0 })}
          line={`shoal task start ${task.id}`}
          act={() => answerOf(api.POST("/api/v1/tasks/{id}/start", path))}
          refresh={["tasks"]}
        />
      )}
      <OrderButton
        label={t("task.retry")}
        variant="default"
        disabledReason={without("task.start") ?? (failed === 0 ? t("task.cannotRetry") : undefined)}
        confirm={t("task.confirmRetry", { count: failed })}
        line={`shoal task retry ${task.id}`}
        act={() => answerOf(api.POST("/api/v1/tasks/{id}/retry", { ...path, body: {} }))}
        refresh={["tasks"]}
      />
      {isDraft(task.state) ? (
        <DiscardDraft draft={task.id} />
      ) : (
        <OrderButton
          label={t("task.stop")}
          variant="outline"
          color="red"
          disabledReason={without("task.cancel") ?? (task.state === "running" ? undefined : t("task.cannotStop"))}
          confirm={t("task.confirmStop", { count: open })}
          hint={t("task.confirmStopHint")}
          line={`shoal task cancel ${task.id}`}
          act={() => answerOf(api.POST("/api/v1/tasks/{id}/cancel", path))}
          refresh={["tasks"]}
        />
      )}
    </>
  );
}
