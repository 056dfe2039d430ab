import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { OrderButton } from "../../ui/order-button.tsx";

interface Discard {
  draft: string;
  /** Something is begun in its place; otherwise it is discarded alone. */
  anew?: boolean;
  onDone?: () => void;
}

/** Ends a draft: it is cancelled before it was started, and stays in the audit trail. */
export function DiscardDraft({ draft, anew = false, onDone }: Discard) {
  const { t } = useTranslation();
  const needs = useNeeds();
  return (
    <OrderButton
      label={t(anew ? "task.draft.anew" : "task.draft.discard")}
      {...(anew ? { variant: "default" } : { variant: "outline", color: "red" })}
      disabledReason={needs("task.cancel")}
      confirm={t(anew ? "task.draft.confirmAnew" : "task.draft.confirmDiscard", { draft })}
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
