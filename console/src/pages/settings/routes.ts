import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { withText } from "../../text/i18n.ts";

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/settings",
    component: lazyRouteComponent(() => withText("settings", () => import("./settings-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/new",
    component: lazyRouteComponent(() => withText("settings", () => import("./new-set-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/$set",
    component: lazyRouteComponent(() => withText("settings", () => import("./set-page.tsx"))),
  }),
] as const;
