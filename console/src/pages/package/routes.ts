import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { oneOf, said, textOf } from "../../app/search.ts";
import { withText } from "../../text/i18n.ts";

export const PACKAGE_TABS = ["variants", "devices", "signature", "channels"] as const;

export const packageRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/packages",
    validateSearch: (search) => said({ view: oneOf(search["view"], ["channels"] as const) }),
    component: lazyRouteComponent(() => withText("release", () => import("./packages-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/packages/$package",
    validateSearch: (search) => said({ version: textOf(search["version"]), tab: oneOf(search["tab"], PACKAGE_TABS) }),
    component: lazyRouteComponent(() => withText("release", () => import("./package-page.tsx"))),
  }),
] as const;
