import type { Presence } from "@shoal/protocol/device/presence";
import { useTranslation } from "react-i18next";
import { inWords } from "../../text/said.ts";

const LOOKS = {
  online: ["●", "good"],
  away: ["○", "neutral"],
  stale: ["◌", "waiting"],
  retired: ["×", "neutral"],
  new: ["☆", "idle"],
} as const satisfies Record<Presence, readonly [string, string]>;

/** Plain, for lists of thousands. What a device is to those who plan a change, and by which rule. */
export function PresenceMark({ presence, why }: { presence: Presence; why: string }) {
  const { t } = useTranslation();
  const [sign, tone] = LOOKS[presence];
  return (
    <span title={inWords(why)} style={{ color: `var(--tone-${tone})`, whiteSpace: "nowrap" }}>
      <span aria-hidden>{sign}</span> {t(`presence.${presence}`)}
    </span>
  );
}
