import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { reading, textOf } from "../../app/search.ts";

export const roleRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/roles",
    component: lazyPage(() => import("./roles-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/roles/new",
    validateSearch: reading((search) => ({ like: textOf(search["like"]) })),
    component: lazyPage(() => import("./new-role-page.tsx"), "operator.write"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/roles/$role",
    component: lazyPage(() => import("./role-page.tsx")),
  }),
] as const;
