import { Alert, Code, List, Stack, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { explainQuery } from "../../api/task.ts";
import { formatTime } from "../../text/format.ts";
import { inWords } from "../../text/said.ts";
import { Answer } from "../../ui/answer.tsx";
import { Said } from "../../ui/said.tsx";

/** Why a device did, or did not: the sentence, the way there, and what to do next. */
export function ActionStory({ task, device }: { task: string; device: string }) {
  const { t } = useTranslation();
  const answer = useQuery(explainQuery(task, device));
  return (
    <Answer of={answer}>
      {({ summary, story, next, variants, action }) => {
        const log = action?.steps.findLast((step) => step.result?.logTail)?.result?.logTail;
        return (
          <Stack>
            <Said fw={600} text={summary} />
            {next !== undefined && (
              <Alert title={t("task.next")} variant="outline" color="var(--tone-waiting)">
                <Said text={next} />
              </Alert>
            )}
            {log !== undefined && (
              <Code block tabIndex={0} aria-label={t("task.log")} mah={240} style={{ overflow: "auto" }}>
                {log}
              </Code>
            )}
            <Timeline bulletSize={12} lineWidth={2} active={story.length}>
              {story.map((step) => (
                <Timeline.Item key={`${step.atMs} ${step.state} ${step.text}`}>
                  <Text size="xs" c="var(--tone-neutral)">
                    {formatTime(step.atMs)}
                  </Text>
                  <Said text={step.text} />
                </Timeline.Item>
              ))}
            </Timeline>
            <Text fw={600}>{t("package.variants")}</Text>
            <List size="sm">
              {variants.map((variant) => (
                <List.Item key={variant.id}>
                  {variant.chosen ? "✓ " : ""}
                  {variant.id}: {inWords(variant.why)}
                </List.Item>
              ))}
            </List>
          </Stack>
        );
      }}
    </Answer>
  );
}
