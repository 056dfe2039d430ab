import { Drawer, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Opened {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Where it has more to show than a question. */
  size?: "md" | "xl";
}

// The library's own heads are banners, of which a page has one.

/** A question that has to be answered before anything else. */
export function Dialog({ opened, onClose, title, children, size = "md" }: Opened) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Group justify="space-between" wrap="nowrap" p="md" pb={0}>
          <Modal.Title fw={600}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("common.close")} />
        </Group>
        <Modal.Body pt="sm">{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** More about one thing of a page, beside it. */
export function SidePanel({ opened, onClose, title, children }: Opened) {
  const { t } = useTranslation();
  return (
    <Drawer.Root opened={opened} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        <Group justify="space-between" wrap="nowrap" p="md" pb={0}>
          <Drawer.Title fw={600}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t("common.close")} />
        </Group>
        <Drawer.Body pt="sm">{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
