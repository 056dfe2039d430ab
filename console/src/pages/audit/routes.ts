import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { oneOf, reading, textOf } from "../../app/search.ts";
import { momentOf } from "./moment.ts";

const AUDIT_VIEWS = ["entries", "proof"] as const;

export const auditRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/audit",
    validateSearch: reading((search) => ({
      actor: textOf(search["actor"]),
      what: textOf(search["what"]),
      subject: textOf(search["subject"]),
      since: momentOf(search["since"]),
      until: momentOf(search["until"]),
      view: oneOf(search["view"], AUDIT_VIEWS),
      entry: textOf(search["entry"]),
    })),
    component: lazyPage(() => import("./audit-page.tsx")),
  }),
] as const;
