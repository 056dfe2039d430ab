import { lazyRouteComponent } from "@tanstack/react-router";
import type { FunctionComponent } from "react";
import { withTexts } from "../text/i18n.ts";

/** A page that is fetched when somebody goes there, or is about to, and has all of its texts then. */
export function lazyPage(load: () => Promise<{ default: FunctionComponent }>) {
  return lazyRouteComponent(withTexts(load));
}
