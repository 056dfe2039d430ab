import { Alert, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber, formatTime } from "../../text/format.ts";
import type { Told } from "./prove-worker.ts";

/** What was proved, and what was not. */
export function ProofSaid({ told }: { told: Told }) {
  const { t } = useTranslation();
  if (told.state === "running")
    return (
      <Text size="sm" role="status">
        {t("proof.running", { count: told.entries })}
      </Text>
    );
  if (told.state === "unread")
    return (
      <Alert variant="outline" color="var(--tone-waiting)" role="alert" title={t("proof.unread")}>
        {told.why}
      </Alert>
    );
  if (told.state === "faulty") {
    const { entry, why } = told.fault;
    return (
      <Alert
        variant="outline"
        color="var(--tone-bad)"
        role="alert"
        title={entry === undefined ? t("proof.faulty") : t("proof.faultyFrom", { entry: formatNumber(entry) })}
      >
        <Text size="sm" lang="en">
          {why}
        </Text>
        <Text size="sm">{t("proof.faultyHint")}</Text>
      </Alert>
    );
  }
  const { after, last, checkpoints, kept, key } = told.proof;
  return (
    <Alert
      variant="outline"
      color="var(--tone-good)"
      role="status"
      title={`✓ ${t("proof.whole", { from: formatNumber(after + 1), to: formatNumber(last) })}`}
    >
      <List size="sm">
        <List.Item>{t("proof.hashes")}</List.Item>
        <List.Item>{t("proof.signatures", { count: checkpoints, key: key.key })}</List.Item>
        {after > 0 && <List.Item>{t("proof.cut", { to: formatNumber(after) })}</List.Item>}
        {kept.map(({ entry, atMs }) => (
          <List.Item key={entry}>{t("proof.holds", { entry: formatNumber(entry), at: formatTime(atMs) })}</List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs" fw={600}>
        {t("proof.not")}
      </Text>
      <List size="sm">
        {kept.length === 0 && <List.Item>{t("proof.notKept")}</List.Item>}
        <List.Item>{t("proof.notKey")}</List.Item>
        <List.Item>{t("proof.notPage")}</List.Item>
      </List>
    </Alert>
  );
}
