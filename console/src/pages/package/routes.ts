import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";
import { withText } from "../../text/i18n.ts";

export const packageRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/packages",
    component: lazyRouteComponent(() => withText("release", () => import("./packages-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/packages/$package",
    validateSearch: (search) => said({ version: textOf(search["version"]) }),
    component: lazyRouteComponent(() => withText("release", () => import("./package-page.tsx"))),
  }),
] as const;
