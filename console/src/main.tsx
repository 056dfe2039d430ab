// Before the router reads the address.
import "./app/link-secret.ts";
import "@mantine/core/styles.css";
import "./app/app.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { askAhead } from "./app/ask-ahead.ts";
import { cspNonce } from "./app/csp-nonce.ts";
import { beginAnewWhenReplaced } from "./app/newer.ts";
import { queryClient } from "./app/query-client.ts";
import { router } from "./app/router.ts";
import { theme, variables } from "./app/theme.ts";
import { startText } from "./text/i18n.ts";

const page = document.getElementById("root")!;
beginAnewWhenReplaced();
askAhead();
// Nothing in here waits at the top: the pages and the texts import from the same file as this.
void startText().then(
  () =>
    // In slices, between which the browser answers.
    startTransition(() =>
      createRoot(page).render(
        <StrictMode>
          <MantineProvider
            theme={theme}
            cssVariablesResolver={variables}
            defaultColorScheme="auto"
            getStyleNonce={cspNonce}
          >
            <QueryClientProvider client={queryClient}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </MantineProvider>
        </StrictMode>,
      ),
    ),
  (error: unknown) => {
    // The one text that cannot be in a catalogue.
    page.textContent =
      "The texts of the console cannot be loaded. Reload the page. · Die Texte der Konsole lassen sich nicht laden. Laden Sie die Seite neu.";
    throw error;
  },
);
