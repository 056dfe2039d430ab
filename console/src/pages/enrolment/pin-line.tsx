import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { enrolmentPinQuery } from "../../api/enrolment.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyLine } from "../../ui/copy-line.tsx";

/** What is run on a machine that comes without a token. */
export function PinLine() {
  const { t } = useTranslation();
  const answer = useQuery(enrolmentPinQuery);
  return (
    <Answer of={answer}>
      {({ pin, agentUrl }) => (
        <Stack gap={4}>
          <Text size="sm" c="var(--tone-neutral)">
            {t("enrolment.pinHint")}
          </Text>
          <CopyLine label={t("enrolment.run")} line={`shoal-agent enrol --server ${agentUrl} --pin ${pin}`} />
        </Stack>
      )}
    </Answer>
  );
}
