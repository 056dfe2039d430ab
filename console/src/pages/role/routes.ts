import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";
import { withSaid } from "../../text/i18n.ts";

export const roleRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/roles",
    component: lazyRouteComponent(withSaid(() => import("./roles-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/roles/new",
    validateSearch: (search) => said({ like: textOf(search["like"]) }),
    component: lazyRouteComponent(withSaid(() => import("./new-role-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/roles/$role",
    component: lazyRouteComponent(withSaid(() => import("./role-page.tsx"))),
  }),
] as const;
