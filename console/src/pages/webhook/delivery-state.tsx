import type { DeliveryState } from "@shoal/protocol/webhook/delivery-state";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/state-mark.tsx";

const LOOKS = { pending: ["◌", "waiting"], delivered: ["✓", "good"], "given-up": ["✕", "bad"] } as const;

export function DeliveryMark({ state }: { state: DeliveryState }) {
  const { t } = useTranslation();
  const [sign, tone] = LOOKS[state];
  return <StateMark sign={sign} tone={tone} word={t(`webhook.states.${state}`)} />;
}
