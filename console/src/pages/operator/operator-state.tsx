import type { OperatorRow } from "@shoal/protocol/api/account";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/state-mark.tsx";

/** Whether somebody can sign in, and with how much. */
export function OperatorState({ of: { disabledMs, password, totp, passkeys, signOn } }: { of: OperatorRow }) {
  const { t } = useTranslation();
  if (disabledMs !== undefined) return <StateMark sign="⊘" tone="neutral" word={t("operator.disabled")} />;
  if (totp || passkeys > 0 || signOn) return <StateMark sign="✓" tone="good" word={t("operator.good")} />;
  if (password) return <StateMark sign="!" tone="waiting" word={t("operator.noSecond")} />;
  return <StateMark sign="○" tone="neutral" word={t("operator.invited")} />;
}
