import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { oneOf, said } from "../../app/search.ts";

export const ENROLMENT_TABS = ["tokens", "waiting", "announced"] as const;

export const enrolmentRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/enrolment",
    validateSearch: (search) => said({ tab: oneOf(search["tab"], ENROLMENT_TABS) }),
    component: lazyRouteComponent(() => import("./enrolment-page.tsx")),
  }),
] as const;
