import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";
import { momentOf } from "./moment.ts";

export const auditRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/audit",
    validateSearch: (search) =>
      said({
        actor: textOf(search["actor"]),
        what: textOf(search["what"]),
        subject: textOf(search["subject"]),
        since: momentOf(search["since"]),
        until: momentOf(search["until"]),
        entry: textOf(search["entry"]),
      }),
    component: lazyRouteComponent(() => import("./audit-page.tsx")),
  }),
] as const;
