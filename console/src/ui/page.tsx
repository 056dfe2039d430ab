import { Group, Stack, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";

/** A page's frame: its name is the document's too, and has the focus where one has come from another page. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Shoal`;
  }, [title]);
  useEffect(() => {
    // Somebody may have opened a dialog while the page was on its way.
    if (document.activeElement?.closest("[role=dialog]")) return;
    // The first page of all leaves the focus where the browser has put it.
    if (document.activeElement !== document.body || history.length > 2) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1} fz="h2" tabIndex={-1} ref={heading}>
          {title}
        </Title>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
