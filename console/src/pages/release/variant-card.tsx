import { Button, FileButton, Group, NativeSelect, Stack, Text } from "@mantine/core";
import type { InstallerKind } from "@shoal/protocol/package/installer";
import { MatchText, VariantText } from "@shoal/protocol/package/package-file";
import type { JsonSchema, Path } from "@shoal/protocol/schema/json-schema";
import { useTranslation } from "react-i18next";
import { Section } from "../../ui/section.tsx";
import { DetectField } from "./detect-field.tsx";
import { pathOf } from "./draft.ts";
import { Field, Fields, More } from "./field.tsx";
import { useField } from "./form-context.ts";
import { emptyInstaller, guessDetect } from "./guess.ts";
import { INSTALLER_KINDS } from "./installer-kinds.ts";
import { shapeOf } from "./shape.ts";
import { UploadRow } from "./upload-row.tsx";
import type { Upload, Uploads } from "./uploads.ts";

const MATCH = MatchText as unknown as JsonSchema;
const VARIANT = VariantText as unknown as JsonSchema;
const FIRST_CONDITIONS = ["os", "arch", "formFactor"];
const OWN_PLACE = ["id", "match", "files", "installer", "detect"];

interface Card {
  index: number;
  all: ReadonlyMap<string, Upload>;
  uploads: Uploads;
  /** Why files cannot be added. */
  denied: string | undefined;
  onFile: (file: File) => void;
  onRemoveFile: (path: string) => void;
  onCopy: () => void;
  onRemove: () => void;
}

/** One variant: for whom, which files, how it is installed, and how it is known to be there. */
export function VariantCard({ index, all, uploads, denied, onFile, onRemoveFile, onCopy, onRemove }: Card) {
  const { t } = useTranslation();
  const path = ["variants", index];
  const variant = useField(path).value as VariantText;
  const { installer } = variant;
  const whole = useField([...path, "detect"]);
  const kind = useField([...path, "installer"]);
  const conditions = Object.entries(MATCH.properties ?? {});
  const condition = (key: string, schema: JsonSchema) => (
    <Field key={key} name={key} path={[...path, "match", key]} shape={shapeOf(schema)} needed={false} />
  );
  return (
    <Section title={t("release.variant", { id: variant.id })}>
      <Fields of={{ properties: { id: VARIANT.properties!["id"]! }, required: ["id"] }} path={path} />
      {conditions.filter(([key]) => FIRST_CONDITIONS.includes(key)).map(([key, schema]) => condition(key, schema))}
      <More label={t("release.moreConditions")}>
        <Stack gap="sm">
          {conditions.filter(([key]) => !FIRST_CONDITIONS.includes(key)).map(([key, schema]) => condition(key, schema))}
        </Stack>
      </More>
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          {t("release.fields.files")}
        </Text>
        {(variant.files ?? []).map((each, at) => (
          <FileRow
            key={pathOf(each)}
            path={[...path, "files", at]}
            file={pathOf(each)}
            upload={all.get(pathOf(each))}
            uploads={uploads}
            onRemove={() => onRemoveFile(pathOf(each))}
          />
        ))}
        <Group>
          <FileButton onChange={(file) => file && onFile(file)} disabled={denied !== undefined}>
            {(props) => (
              <Button {...props} size="compact-sm" variant="default" disabled={denied !== undefined}>
                {t("release.addFile", { id: variant.id })}
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
      <NativeSelect
        id={kind.id}
        label={t("release.fields.installer")}
        error={kind.error}
        value={installer.kind}
        data={INSTALLER_KINDS.map(([each]) => ({ value: each, label: t(`release.kinds.${each}`) }))}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value as InstallerKind;
          kind.set(emptyInstaller(next));
          whole.set(guessDetect({ kind: next }));
        }}
      />
      <InstallerFields path={[...path, "installer"]} kind={installer.kind} />
      <DetectField path={[...path, "detect"]} installer={installer} />
      <More label={t("release.moreOfVariant")}>
        <Fields of={VARIANT} path={path} without={OWN_PLACE} />
      </More>
      <Group justify="flex-end" gap="xs">
        <Button size="compact-sm" variant="default" onClick={onCopy}>
          {t("release.copyVariant", { id: variant.id })}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onRemove}>
          {t("release.removeVariant", { id: variant.id })}
        </Button>
      </Group>
    </Section>
  );
}

/** What nobody has to say is out of the way. */
function InstallerFields({ path, kind }: { path: Path; kind: InstallerKind }) {
  const { t } = useTranslation();
  const of = INSTALLER_KINDS.find(([each]) => each === kind)![1];
  const first = [...(of.required ?? []), "run", "arguments"].filter((key) => key !== "kind");
  return (
    <>
      <Fields of={of} path={path} only={first} />
      {Object.keys(of.properties ?? {}).some((key) => key !== "kind" && !first.includes(key)) && (
        <More label={t("release.moreOfInstaller")}>
          <Fields of={of} path={path} without={["kind", ...first]} />
        </More>
      )}
    </>
  );
}

interface Row {
  path: (string | number)[];
  file: string;
  upload: Upload | undefined;
  uploads: Uploads;
  onRemove: () => void;
}

function FileRow({ path, file, upload, uploads, onRemove }: Row) {
  const { id, error } = useField(path);
  return (
    <div id={id} tabIndex={-1}>
      <UploadRow path={file} upload={upload} uploads={uploads} error={error} onRemove={onRemove} />
    </div>
  );
}
