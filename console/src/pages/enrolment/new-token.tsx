import { Alert, Card, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { LIMITS } from "@shoal/protocol/limits";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatTime } from "../../text/format.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { CopyLine } from "../../ui/copy-line.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { WholeNumber } from "../../ui/whole-number.tsx";
import { isWithin } from "../../ui/within.ts";
import { ListGroupSelect } from "./list-group-select.tsx";

const HOUR = 3_600_000;
/** As the command line writes them. */
const LIVES = { "1h": HOUR, "1d": 24 * HOUR, "7d": 7 * 24 * HOUR, "30d": 30 * 24 * HOUR, "365d": 365 * 24 * HOUR };
type Life = keyof typeof LIVES;
const USES = { minimum: 1, maximum: LIMITS.enrolmentTokenUses };

/** Makes a token, and shows once what is to be run on a machine. */
export function NewToken() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const denied = useNeeds()("enrolment.write");
  const [uses, setUses] = useState<number | string>(1);
  const why = denied ?? (isWithin(uses, USES) ? undefined : t("common.notWithin", USES));
  const [life, setLife] = useState<Life>("1d");
  const [group, setGroup] = useState("");
  const make = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST("/api/v1/enrolment-tokens", {
          body: { uses: Number(uses), lifeMs: LIVES[life], ...(group === "" ? {} : { group }) },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["enrolment"] }),
  });
  const line = `shoal device token --uses ${uses} --expires ${life}${group === "" ? "" : ` --group ${quoted(group)}`}`;
  return (
    <Card withBorder component="section" aria-labelledby="new-token">
      <Stack>
        <Title order={2} fz="h4" id="new-token">
          {t("enrolment.new")}
        </Title>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (why === undefined) make.mutate();
          }}
        >
          <Stack>
            <Group align="flex-start">
              <WholeNumber label={t("enrolment.uses")} w={200} range={USES} value={uses} onChange={setUses} />
              <NativeSelect
                label={t("enrolment.life")}
                value={life}
                data={(Object.keys(LIVES) as Life[]).map((each) => ({
                  value: each,
                  label: t(`enrolment.lives.${each}`),
                }))}
                onChange={(event) => setLife(event.currentTarget.value as Life)}
              />
              <ListGroupSelect value={group} onChange={setGroup} />
            </Group>
            <Group>
              <SubmitButton label={t("enrolment.make")} disabledReason={why} pending={make.isPending} />
              <CopyAsCli line={line} />
            </Group>
            {denied !== undefined && <Text size="sm">{denied}</Text>}
          </Stack>
        </form>
        {make.error !== null && <ProblemMessage error={make.error} />}
        {make.data !== undefined && (
          <Alert variant="outline" color="var(--tone-good)" title={t("enrolment.made")} role="status">
            <Stack gap="xs">
              <Text size="sm">
                {t("enrolment.once", { count: make.data.uses, until: formatTime(make.data.expiresMs) })}
              </Text>
              <CopyLine
                label={t("enrolment.run")}
                line={`shoal-agent enrol --server ${make.data.agentUrl} --token ${make.data.token}`}
              />
            </Stack>
          </Alert>
        )}
      </Stack>
    </Card>
  );
}
