import { Button, Card, Group, Input, NativeSelect, Stack } from "@mantine/core";
import { hasReceipt } from "@shoal/core/package/default-detect";
import {
  DetectDeb,
  DetectFile,
  DetectMsi,
  DetectRegistry,
  DetectRpm,
  type DetectRule,
  DetectScript,
  DetectVersion,
} from "@shoal/protocol/package/detect";
import type { Installer } from "@shoal/protocol/package/installer";
import type { JsonSchema, Path } from "@shoal/protocol/schema/json-schema";
import { useTranslation } from "react-i18next";
import { Fields, ORDER } from "./field.tsx";
import { useField } from "./form-context.ts";

const LEAVES = {
  file: DetectFile.properties.file,
  version: DetectVersion.properties.version,
  registry: DetectRegistry.properties.registry,
  msi: DetectMsi.properties.msi,
  deb: DetectDeb.properties.deb,
  rpm: DetectRpm.properties.rpm,
  script: DetectScript.properties.script,
} as unknown as Record<Leaf, JsonSchema>;
type Leaf = "file" | "version" | "registry" | "msi" | "deb" | "rpm" | "script";

const FIRST = {
  receipt: { receipt: true },
  file: { file: { path: "" } },
  version: { version: { command: [""], range: "" } },
  registry: { registry: { key: "" } },
  msi: { msi: { productCode: "" } },
  deb: { deb: { name: "" } },
  rpm: { rpm: { name: "" } },
  script: { script: { run: "" } },
  all: { all: [{ file: { path: "" } }, { file: { path: "" } }] },
  any: { any: [{ file: { path: "" } }, { file: { path: "" } }] },
  not: { not: { file: { path: "" } } },
} as const satisfies Record<string, object>;
type Kind = keyof typeof FIRST;
const KINDS = Object.keys(FIRST) as Kind[];

/** How a device knows that the software is there: one condition, or several in each other. */
export function DetectField({ path, installer }: { path: Path; installer: Installer }) {
  const { t } = useTranslation();
  const { id, value, set, error } = useField(path);
  const rule = value as DetectRule | undefined;
  const kind = rule && (Object.keys(rule)[0] as Kind);
  // Of a whole variant, and not of a part of its rule.
  const own = path.at(-1) === "detect";
  const known = KINDS.filter((each) => each !== "receipt" || hasReceipt(installer));
  const isLeaf = kind !== undefined && kind in LEAVES;
  return (
    <Stack gap="xs">
      <NativeSelect
        id={id}
        label={t("release.fields.detect")}
        description={own ? t("release.detectHint") : undefined}
        error={isLeaf ? undefined : error}
        inputWrapperOrder={ORDER}
        value={kind ?? ""}
        data={[
          ...(own ? [{ value: "", label: t(hasReceipt(installer) ? "release.byReceipt" : "release.choose") }] : []),
          ...known.map((each) => ({ value: each, label: t(`release.detects.${each}`) })),
        ]}
        onChange={({ currentTarget }) =>
          set(currentTarget.value === "" ? undefined : FIRST[currentTarget.value as Kind])
        }
      />
      {isLeaf && <Fields of={LEAVES[kind as Leaf]} path={[...path, kind]} />}
      {kind === "not" && <DetectField path={[...path, "not"]} installer={installer} />}
      {rule !== undefined && (kind === "all" || kind === "any") && (
        <Conditions path={[...path, kind]} installer={installer} />
      )}
    </Stack>
  );
}

function Conditions({ path, installer }: { path: Path; installer: Installer }) {
  const { t } = useTranslation();
  const { value, set } = useField(path);
  const rules = value as DetectRule[];
  return (
    <Input.Wrapper>
      <Stack gap="xs">
        {rules.map((_, index) => (
          // Conditions have no names, and none is moved.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Card key={index} withBorder p="xs" role="group" aria-label={t("release.condition", { number: index + 1 })}>
            <DetectField path={[...path, index]} installer={installer} />
            {rules.length > 1 && (
              <Group justify="flex-end" mt="xs">
                <Button size="compact-xs" variant="default" onClick={() => set(rules.toSpliced(index, 1))}>
                  {t("release.removeCondition", { number: index + 1 })}
                </Button>
              </Group>
            )}
          </Card>
        ))}
        <Group>
          <Button size="compact-sm" variant="default" onClick={() => set([...rules, FIRST.file])}>
            {t("release.addCondition")}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
