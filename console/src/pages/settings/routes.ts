import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { withSaid } from "../../text/i18n.ts";

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/settings",
    component: lazyRouteComponent(withSaid(() => import("./settings-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/new",
    component: lazyRouteComponent(withSaid(() => import("./new-set-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/$set",
    component: lazyRouteComponent(withSaid(() => import("./set-page.tsx"))),
  }),
] as const;
