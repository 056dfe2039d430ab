import { Button, Kbd } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { withTexts } from "../text/i18n.ts";

// Nobody needs it before they have asked for it.
const PaletteDialog = lazy(withTexts(() => import("./palette-dialog.tsx")));

/** Opens the command palette, by its button or by Ctrl-K. */
export function Palette() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  useHotkeys([["mod+K", () => setWanted(true)]], []);
  return (
    <>
      <Button
        visibleFrom="sm"
        variant="default"
        size="xs"
        onClick={() => setWanted(true)}
        rightSection={<Kbd size="xs">{t("app.ctrl")} K</Kbd>}
      >
        {t("app.search")}
      </Button>
      <Button hiddenFrom="sm" variant="default" size="xs" aria-label={t("app.search")} onClick={() => setWanted(true)}>
        ⌕
      </Button>
      {wanted && (
        <Suspense>
          <PaletteDialog onClose={() => setWanted(false)} />
        </Suspense>
      )}
    </>
  );
}
