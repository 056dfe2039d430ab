import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { reading, textOf } from "../../app/search.ts";

export const groupRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/groups",
    component: lazyPage(() => import("./groups-page.tsx"), "group.read"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/groups/new",
    validateSearch: reading((search) => ({ query: textOf(search["query"]) })),
    component: lazyPage(() => import("./new-group-page.tsx"), "group.write"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/groups/$group",
    component: lazyPage(() => import("./group-page.tsx"), "group.read"),
  }),
] as const;
