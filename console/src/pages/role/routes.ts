import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";

export const roleRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/roles",
    component: lazyRouteComponent(() => import("./roles-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/roles/new",
    validateSearch: (search) => said({ like: textOf(search["like"]) }),
    component: lazyRouteComponent(() => import("./new-role-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/roles/$role",
    component: lazyRouteComponent(() => import("./role-page.tsx")),
  }),
] as const;
