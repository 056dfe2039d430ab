import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { OrderButton } from "../../ui/order-button.tsx";

/** Ends a draft: it is cancelled before it was started, and stays in the audit trail. */
export function DiscardDraft({ draft, onDone }: { draft: string; onDone?: () => void }) {
  const { t } = useTranslation();
  const needs = useNeeds();
  return (
    <OrderButton
      label={t("task.draft.discard")}
      variant="outline"
      color="red"
      disabledReason={needs("task.cancel")}
      confirm={t("task.draft.confirmDiscard", { draft })}
      hint={t("task.draft.discardHint")}
      line={`shoal task cancel ${draft}`}
      act={async () => {
        await answerOf(api.POST("/api/v1/tasks/{id}/cancel", { params: { path: { id: draft } } }));
        onDone?.();
      }}
      refresh={["tasks"]}
    />
  );
}
