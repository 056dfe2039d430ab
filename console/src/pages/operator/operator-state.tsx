import { Text } from "@mantine/core";
import type { OperatorRow } from "@shoal/protocol/api/account";
import { useTranslation } from "react-i18next";

/** Whether somebody can sign in, and with how much. */
export function OperatorState({ of: { disabledMs, password, totp, passkeys, signOn } }: { of: OperatorRow }) {
  const { t } = useTranslation();
  const strong = totp || passkeys > 0 || signOn;
  const [sign, tone, word] =
    disabledMs !== undefined
      ? (["⊘", "neutral", "operator.disabled"] as const)
      : strong
        ? (["✓", "good", "operator.good"] as const)
        : password
          ? (["!", "waiting", "operator.noSecond"] as const)
          : (["○", "neutral", "operator.invited"] as const);
  return (
    <Text component="span" inherit c={`var(--tone-${tone})`} style={{ whiteSpace: "nowrap" }}>
      <span aria-hidden>{sign}</span> {t(word)}
    </Text>
  );
}
