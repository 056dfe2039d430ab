import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { oneOf, said, textOf } from "../../app/search.ts";
import { withText } from "../../text/i18n.ts";

export const DEVICE_TABS = ["actions", "inventory", "settings", "labels", "network", "cache", "log", "events"] as const;

export const deviceRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/devices",
    validateSearch: (search) => said({ query: textOf(search["query"]), select: oneOf(search["select"], ["all"]) }),
    component: lazyRouteComponent(() => withText("settings", () => import("./devices-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/devices/$device",
    validateSearch: (search) => said({ tab: oneOf(search["tab"], DEVICE_TABS) }),
    component: lazyRouteComponent(() => withText("settings", () => import("./device-page.tsx"))),
  }),
] as const;
