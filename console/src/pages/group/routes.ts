import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";

export const groupRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/groups",
    component: lazyRouteComponent(() => import("./groups-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/groups/new",
    validateSearch: (search) => said({ query: textOf(search["query"]) }),
    component: lazyRouteComponent(() => import("./new-group-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/groups/$group",
    component: lazyRouteComponent(() => import("./group-page.tsx")),
  }),
] as const;
