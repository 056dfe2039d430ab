import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { oneOf, reading } from "../../app/search.ts";

export const ENROLMENT_TABS = ["tokens", "waiting", "announced"] as const;

export const enrolmentRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/enrolment",
    validateSearch: reading((search) => ({ tab: oneOf(search["tab"], ENROLMENT_TABS) })),
    component: lazyPage(() => import("./enrolment-page.tsx"), "enrolment.read"),
  }),
] as const;
