import { Combobox, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../../api/client.ts";
import { countQuery } from "../../api/device.ts";
import { groupsQuery } from "../../api/group.ts";
import { inWords } from "../../text/said.ts";
import { completionsAt } from "./query-completion.ts";

const SETTLE_MS = 300;

interface Field {
  value: string;
  onChange: (query: string) => void;
  /** Of what it is a part of, where that is sent by Enter. */
  label?: string;
  required?: boolean;
}

/** A query as it is written: what the word at the caret may become, how many devices it names now, and where it is wrong. */
export function QueryField({ value, onChange, label, required = false }: Field) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(0);
  const [settled] = useDebouncedValue(value.trim(), SETTLE_MS);
  const groups = useQuery(groupsQuery);
  const count = useQuery({ ...countQuery(settled), enabled: settled !== "" });
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const names = { group: groups.data?.items.map(({ name }) => name) ?? [] };
  const { from, to, options } = completionsAt(value, caret, names);
  const invalid = count.error instanceof Refused && settled === value.trim() ? count.error.problem : undefined;

  const take = (text: string) => {
    onChange(value.slice(0, from) + text + value.slice(to));
    const at = from + text.length;
    setCaret(at);
    // Once the new text is there.
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
    if (/[:.]$/.test(text)) box.openDropdown();
    else box.closeDropdown();
  };
  const follow = () => setCaret(input.current?.selectionStart ?? value.length);
  return (
    <Combobox store={box} onOptionSubmit={take} position="bottom-start" width="max-content">
      <Combobox.Target withKeyboardNavigation={options.length > 0} withExpandedAttribute>
        <TextInput
          ref={input}
          label={label ?? t("device.query")}
          placeholder={t("device.queryHint")}
          required={required}
          value={value}
          spellCheck={false}
          autoComplete="off"
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
            box.openDropdown();
          }}
          onKeyUp={follow}
          onClick={follow}
          onBlur={() => box.closeDropdown()}
          error={
            invalid !== undefined && (
              <Where query={settled} column={invalid.column} detail={inWords(invalid.detail ?? invalid.title)} />
            )
          }
          description={
            count.data !== undefined && settled !== "" ? t("device.count", { count: count.data.devices }) : undefined
          }
          inputWrapperOrder={["label", "input", "error", "description"]}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={options.length === 0}>
        <Combobox.Options aria-label={label ?? t("device.query")}>
          {options.map(({ text, help }) => (
            <Combobox.Option key={text} value={text}>
              <Text component="span" ff="monospace" size="sm">
                {text}
              </Text>{" "}
              <Text component="span" size="xs">
                {help}
              </Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The query once more, with a mark below what is wrong. */
function Where({ query, column, detail }: { query: string; column: number | undefined; detail: string }) {
  return (
    <Text component="span" inherit c="var(--tone-bad)" style={{ whiteSpace: "pre-wrap" }}>
      {column !== undefined && (
        <Text component="span" ff="monospace" size="xs" display="block" aria-hidden style={{ whiteSpace: "pre" }}>
          {query}
          {"\n"}
          {" ".repeat(Math.max(0, column - 1))}^
        </Text>
      )}
      {detail}
    </Text>
  );
}
