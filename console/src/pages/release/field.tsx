import { Checkbox, Group, NativeSelect, NumberInput, SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";
import type { JsonSchema, Path } from "@shoal/protocol/schema/json-schema";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useField } from "./form-context.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { TypedField } from "./typed-field.tsx";
import { useFieldText } from "./use-field-text.ts";

/** What is said of a field stands below it, so that those beside each other are in line. */
export const ORDER: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];

/** What is filled in over the whole width. */
const WIDE: readonly Shape["as"][] = ["script", "lines", "pairs", "facts", "choices", "group"];

interface Of {
  of: JsonSchema;
  path: Path;
  /** Keys that have a place of their own. */
  without?: readonly string[];
  /** These alone. */
  only?: readonly string[] | undefined;
}

/** A field for each key that a part of the package file may have. */
export function Fields({ of, path, without = [], only }: Of) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {Object.entries(of.properties ?? {})
        .filter(([key]) => !without.includes(key) && (only?.includes(key) ?? true))
        .map(([key, schema]) => {
          const shape = shapeOf(schema);
          return (
            <div key={key} style={WIDE.includes(shape.as) ? { gridColumn: "1 / -1" } : undefined}>
              <Field name={key} path={[...path, key]} shape={shape} needed={of.required?.includes(key) ?? false} />
            </div>
          );
        })}
    </SimpleGrid>
  );
}

interface One {
  name: string;
  path: Path;
  shape: Shape;
  needed: boolean;
}

export function Field({ name, path, shape, needed }: One) {
  const { t } = useTranslation();
  const { id, value, set, error } = useField(path);
  const { label, hint: description } = useFieldText(name);
  const common = { id, label, description, error, inputWrapperOrder: ORDER, size: "sm" as const };
  switch (shape.as) {
    case "choice":
      return (
        <NativeSelect
          {...common}
          value={value === undefined ? "" : String(value)}
          data={[{ value: "", label: t(needed ? "release.choose" : "release.byDefault") }, ...shape.of.map(String)]}
          onChange={(event) => {
            const chosen = shape.of.find((each) => String(each) === event.currentTarget.value);
            set(chosen ?? (needed ? "" : undefined));
          }}
        />
      );
    case "choices":
      return <Choices name={name} path={path} of={shape.of} />;
    case "flag":
      return (
        <NativeSelect
          {...common}
          value={value === undefined ? "" : String(value)}
          data={[
            { value: "", label: t("release.byDefault") },
            { value: "true", label: t("release.yes") },
            { value: "false", label: t("release.no") },
          ]}
          onChange={({ currentTarget }) => set(currentTarget.value === "" ? undefined : currentTarget.value === "true")}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" || typeof value === "string" ? value : ""}
          onChange={(next) => set(next === "" ? undefined : next)}
        />
      );
    case "text":
      return (
        <TextInput
          {...common}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => set(event.currentTarget.value || (needed ? "" : undefined))}
        />
      );
    case "script":
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={12}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => set(event.currentTarget.value || (needed ? "" : undefined))}
        />
      );
    case "group":
      return (
        <More label={label}>
          <GroupFields path={path} of={shape.of} />
        </More>
      );
    default:
      return <TypedField {...common} as={shape.as} value={value} onChange={set} />;
  }
}

/** Several of a few words. None is all of them. */
function Choices({ name, path, of }: { name: string; path: Path; of: readonly (string | number)[] }) {
  const { id, value, set, error } = useField(path);
  const { label, hint } = useFieldText(name);
  const chosen = value === undefined ? [] : [value].flat().map(String);
  return (
    <Checkbox.Group
      id={id}
      label={label}
      description={hint}
      error={error}
      inputWrapperOrder={ORDER}
      value={chosen}
      onChange={(next) => {
        const found = of.filter((each) => next.includes(String(each)));
        set(found.length === 0 ? undefined : found.length === 1 ? found[0] : found);
      }}
    >
      <Group gap="sm" my={4}>
        {of.map((each) => (
          <Checkbox key={each} size="xs" value={String(each)} label={String(each)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** A script may be its text alone; in a form it is one with all that can be said of it. */
function GroupFields({ path, of }: { path: Path; of: Record<string, JsonSchema> }) {
  const { value, set } = useField(path);
  if (typeof value === "string") {
    const text = value;
    return <TypedField as="text" label={undefined} value={text} onChange={(run) => set({ run })} />;
  }
  return <Fields of={{ properties: of }} path={path} />;
}

/** What few need, closed until somebody does. */
export function More({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details>
      <Text component="summary" size="sm" fw={500} style={{ cursor: "pointer" }}>
        {label}
      </Text>
      <div style={{ paddingBlock: "var(--mantine-spacing-xs)" }}>{children}</div>
    </details>
  );
}
