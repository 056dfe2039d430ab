import type { ActionState } from "@shoal/protocol/action/state";
import { useTranslation } from "react-i18next";
import { ACTION_LOOKS } from "./action-look.ts";

export function ActionStateMark({ state, count }: { state: ActionState; count?: string }) {
  const { t } = useTranslation();
  const { sign, tone } = ACTION_LOOKS[state];
  return (
    <span style={{ color: `var(--tone-${tone})`, whiteSpace: "nowrap" }}>
      <span aria-hidden>{sign}</span> {count} {t(`state.${state}`)}
    </span>
  );
}
