import { Button, Card, Group, Stack } from "@mantine/core";
import { DependencyText, SupersededText } from "@shoal/protocol/package/package-file";
import type { JsonSchema } from "@shoal/protocol/schema/json-schema";
import { useTranslation } from "react-i18next";
import { Fields } from "./field.tsx";
import { useField } from "./form-context.ts";

const KINDS = {
  dependencies: [DependencyText as unknown as JsonSchema, { package: "", versions: "" }],
  supersedes: [SupersededText as unknown as JsonSchema, { package: "" }],
} as const;

/** Packages that have to be there before, or that this one takes the place of. */
export function OtherPackages({ of }: { of: keyof typeof KINDS }) {
  const { t } = useTranslation();
  const { value, set } = useField([of]);
  const items = (value ?? []) as object[];
  const [schema, first] = KINDS[of];
  return (
    <Stack gap="xs" role="group" aria-label={t(`release.fields.${of}`)}>
      {items.map((_, index) => (
        // They have no names while they are written, and none is moved.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Card key={index} withBorder p="xs">
          <Fields of={schema} path={[of, index]} />
          <Group justify="flex-end" mt="xs">
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => set(items.length === 1 ? undefined : items.toSpliced(index, 1))}
            >
              {t("release.remove")}
            </Button>
          </Group>
        </Card>
      ))}
      <Group>
        <Button size="compact-sm" variant="default" onClick={() => set([...items, first])}>
          {t(`release.add.${of}`)}
        </Button>
      </Group>
    </Stack>
  );
}
