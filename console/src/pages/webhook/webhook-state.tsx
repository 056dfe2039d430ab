import type { WebhookRow } from "@shoal/protocol/api/webhook";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/state-mark.tsx";

/** Whether it sends, and whether what it sends arrives. */
export function WebhookState({ of: { state, deliveredMs = 0, failedMs = 0 } }: { of: WebhookRow }) {
  const { t } = useTranslation();
  if (state === "disabled") return <StateMark sign="⊘" tone="neutral" word={t("webhook.disabled")} />;
  if (failedMs > deliveredMs) return <StateMark sign="!" tone="bad" word={t("webhook.failing")} />;
  return <StateMark sign="✓" tone="good" word={t("webhook.enabled")} />;
}
