import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { oneOf, reading, textOf } from "../../app/search.ts";

export const DEVICE_TABS = ["actions", "inventory", "settings", "labels", "network", "cache", "log", "events"] as const;

export const deviceRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/devices",
    validateSearch: reading((search) => ({ query: textOf(search["query"]), select: oneOf(search["select"], ["all"]) })),
    component: lazyPage(() => import("./devices-page.tsx"), "device.read"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/devices/$device",
    validateSearch: reading((search) => ({ tab: oneOf(search["tab"], DEVICE_TABS) })),
    component: lazyPage(() => import("./device-page.tsx"), "device.read"),
  }),
] as const;
