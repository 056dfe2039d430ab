import type { Permission } from "@shoal/protocol/operator/permissions";
import { lazyRouteComponent } from "@tanstack/react-router";
import type { FunctionComponent } from "react";
import { withTexts } from "../text/i18n.ts";
import { guarded } from "./allowed.tsx";

/**
 * A page that is fetched when somebody goes there, or is about to, and has all of its texts then.
 * @param permission without which it says so, and asks for nothing; default: its parts say it
 */
export function lazyPage(load: () => Promise<{ default: FunctionComponent }>, permission?: Permission) {
  return lazyRouteComponent(
    withTexts(async () => {
      const page = await untilFetched(load);
      return permission === undefined ? page : { default: guarded(page.default, permission) };
    }),
  );
}

const AGAIN_MS = 2000;
/** As Chromium, Firefox, Safari and the bundler say that a file did not come. */
const NOT_FETCHED = /dynamically imported module|module script failed|preload CSS/i;

let missing = false;
const listeners = new Set<() => void>();

/** Whether a page is waited for that could not be fetched. */
export const missingPage = {
  get: (): boolean => missing,
  onChange: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** A server that is away comes back. The router itself would load the document anew, of which nothing is left then. */
async function untilFetched<Module>(load: () => Promise<Module>): Promise<Module> {
  for (;;) {
    try {
      const module = await load();
      tell(false);
      return module;
    } catch (error) {
      if (!(error instanceof Error) || !NOT_FETCHED.test(error.message)) throw error;
      tell(true);
      await new Promise((again) => setTimeout(again, AGAIN_MS));
    }
  }
}

function tell(now: boolean): void {
  missing = now;
  for (const listener of listeners) listener();
}
