import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";
import { withText } from "../../text/i18n.ts";

export const releaseRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/packages/new",
    validateSearch: (search) => said({ from: textOf(search["from"]), staged: textOf(search["staged"]) }),
    component: lazyRouteComponent(() => withText("release", () => import("./new-release-page.tsx"))),
  }),
] as const;
