import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { withText } from "../../text/i18n.ts";

export const trustRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/keys",
    component: lazyRouteComponent(() => withText("keys", () => import("./keys-page.tsx"))),
  }),
] as const;
