import { Combobox, Modal, ScrollArea, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePaletteEntries } from "./palette-entries.ts";

/** Goes where the chosen entry leads. The first one is chosen as long as no other is, also when the server's answers come later. */
export default function PaletteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState("");
  const [name] = useDebouncedValue(wanted.trim(), 150);
  const groups = usePaletteEntries(wanted, name);
  const box = useCombobox({ opened: true, onDropdownClose: onClose });
  const ids = groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: other entries are chosen from anew
  useEffect(() => {
    box.selectFirstOption();
  }, [ids]);

  const go = (wantedId: string) => {
    onClose();
    for (const { actions } of groups) actions.find(({ id }) => id === wantedId)?.onClick();
  };
  return (
    <Modal.Root opened onClose={onClose} size="lg" yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t("app.search")}>
        <Modal.Body p="xs">
          <Combobox store={box} onOptionSubmit={go}>
            <Combobox.EventsTarget>
              <TextInput
                data-autofocus
                size="md"
                aria-label={t("app.searchHint")}
                placeholder={t("app.searchHint")}
                value={wanted}
                onChange={(event) => setWanted(event.currentTarget.value)}
              />
            </Combobox.EventsTarget>
            <ScrollArea.Autosize mah="min(60vh, 30rem)" mt="xs" type="auto">
              <Combobox.Options aria-label={t("app.search")}>
                {groups.map(({ group, actions }) => (
                  <Combobox.Group key={group} label={group}>
                    {actions.map(({ id, label }) => (
                      <Combobox.Option key={id} value={id} style={{ overflowWrap: "anywhere" }}>
                        {label}
                      </Combobox.Option>
                    ))}
                  </Combobox.Group>
                ))}
              </Combobox.Options>
            </ScrollArea.Autosize>
            <Text role="status" size="sm" c="var(--tone-neutral)" p={groups.length === 0 ? "xs" : 0}>
              {groups.length === 0 && t("app.searchNothing")}
            </Text>
          </Combobox>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
