import { Anchor, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { useTranslation } from "react-i18next";
import { Section } from "../../ui/section.tsx";
import { idOf, saidOf } from "./form-context.ts";
import type { Problem } from "./judge.ts";

/** The file that the form writes, as it is now, and what is wrong with it. */
export function YamlPanel({ text, problems }: { text: string; problems: readonly Problem[] }) {
  const { t } = useTranslation();
  return (
    <Section title="shoal.yaml">
      <Code
        block
        tabIndex={0}
        role="group"
        aria-label="shoal.yaml"
        mah="55vh"
        style={{ overflow: "auto", whiteSpace: "pre" }}
      >
        {text}
      </Code>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => download(text)}>
          {t("release.download")}
        </Button>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {copied ? t("common.copied") : t("common.copy")}
            </Button>
          )}
        </CopyButton>
      </Group>
      <div role="status">
        {problems.length === 0 ? (
          <Text size="sm" c="var(--tone-good)">
            <span aria-hidden>✓</span> {t("release.inOrder")}
          </Text>
        ) : (
          <Stack gap={4}>
            <Text size="sm" c="var(--tone-waiting)">
              <span aria-hidden>!</span> {t("release.problems", { count: problems.length })}
            </Text>
            {problems.map((each) => (
              <Anchor
                key={`${each.path.join(" ")} ${each.message}`}
                component="button"
                type="button"
                size="sm"
                ta="left"
                inherit={false}
                onClick={() => goTo(each.path)}
              >
                {each.line}:{each.column} {saidOf(each)}
              </Anchor>
            ))}
          </Stack>
        )}
      </div>
    </Section>
  );
}

/** To the field of a path, or of what it is in. */
export function goTo(path: Path): void {
  for (let length = path.length; length > 0; length--) {
    const field = document.getElementById(idOf(path.slice(0, length)));
    if (!field) continue;
    for (let closed = field.closest("details"); closed; closed = closed.parentElement?.closest("details") ?? null)
      closed.open = true;
    field.scrollIntoView({ block: "center" });
    return field.focus();
  }
}

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = "shoal.yaml";
  link.click();
  URL.revokeObjectURL(link.href);
}
