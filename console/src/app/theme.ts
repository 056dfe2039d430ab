import { Anchor, type CSSVariablesResolver, createTheme, Menu, TableScrollContainer, Tooltip } from "@mantine/core";

/** A list of choices scrolls by itself, as its keys say, and not in a frame that no key reaches. */
const choices = {
  defaultProps: { withScrollArea: false },
  styles: { options: { maxHeight: "13rem", overflowY: "auto" } },
} as const;

export const theme = createTheme({
  primaryColor: "cyan",
  // White is read on it in both themes (WCAG 2.2, 1.4.3).
  primaryShade: 9,
  defaultRadius: "md",
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Anchor: Anchor.extend({ defaultProps: { inherit: true } }),
    // By name: what only some pages have is not to be fetched by all.
    Autocomplete: choices,
    MultiSelect: choices,
    TagsInput: choices,
    // The first item has the focus: what the library puts in front of it is no item (WAI-ARIA, menu).
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // What can be scrolled sideways on a narrow screen can be so by keyboard.
    TableScrollContainer: TableScrollContainer.extend({
      defaultProps: { scrollAreaProps: { viewportProps: { tabIndex: 0 } } },
    }),
    // What is said of a button belongs to the page's content, for those who go by landmarks.
    Tooltip: Tooltip.extend({ defaultProps: { portalProps: { target: "#content" } } }),
  },
});

/** Where the library's greys are too faint to be read by everybody (WCAG 2.2, 1.4.3). */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#5c636a",
    "--mantine-color-placeholder": "#697077",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    // The library goes to a lighter one, on which white is not read well.
    "--mantine-color-cyan-filled-hover": "#095c6b",
    // Also on what it goes to under the mouse.
    "--mantine-color-cyan-light-color": "#095c6b",
  },
  dark: {
    "--mantine-color-cyan-filled-hover": "#095c6b",
    "--mantine-color-dimmed": "#adb5bd",
    "--mantine-color-placeholder": "#a0a7ae",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    // The library's are white at our shade.
    "--mantine-color-red-outline": "var(--mantine-color-red-4)",
    "--mantine-color-cyan-outline": "var(--mantine-color-cyan-4)",
  },
});
