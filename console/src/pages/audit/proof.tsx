import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { OnceShown } from "../../ui/once-shown.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { readKept } from "./kept.ts";
import { ProofSaid } from "./proof-said.tsx";
import { useProof } from "./use-proof.ts";

/** Proves the trail here, and has it signed. */
export function Proof() {
  const { t } = useTranslation();
  const { told, prove } = useProof();
  const needs = useNeeds();
  const [text, setText] = useState("");
  const [made, setMade] = useState<{ entry: number; line: string }>();
  const kept = readKept(text);
  return (
    <Stack gap="sm">
      <Text size="sm" c="var(--tone-neutral)">
        {t("proof.hint")}
      </Text>
      <details>
        <Text component="summary" size="sm" style={{ cursor: "pointer" }}>
          {t("proof.kept")}
        </Text>
        <Textarea
          mt="xs"
          label={t("proof.keptLines")}
          description={t("proof.keptHint")}
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={typeof kept === "number" ? t("proof.keptWrong", { line: kept }) : undefined}
        />
      </details>
      <Group gap="xs">
        <Button
          size="xs"
          loading={told?.state === "running"}
          disabled={typeof kept === "number"}
          onClick={() => typeof kept !== "number" && prove(kept)}
        >
          {t("proof.prove")}
        </Button>
        <OrderButton
          label={t("proof.checkpoint")}
          variant="default"
          disabledReason={needs("audit.checkpoint")}
          confirm={t("proof.confirm")}
          hint={t("proof.checkpointHint")}
          line="shoal audit checkpoint >> CHECKPOINTS"
          act={async () => {
            const checkpoint = await answerOf(api.POST("/api/v1/audit/checkpoints"));
            setMade({ entry: checkpoint.entry, line: JSON.stringify(checkpoint) });
          }}
          refresh={["audit"]}
        />
        <CopyAsCli line={"shoal audit verify\nshoal audit checkpoint >> CHECKPOINTS"} />
      </Group>
      {told !== undefined && <ProofSaid told={told} />}
      {made !== undefined && (
        <OnceShown title={t("proof.made", { entry: made.entry })} hint={t("proof.checkpointHint")} secret={made.line} />
      )}
    </Stack>
  );
}
