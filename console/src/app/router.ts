import { createRouter } from "@tanstack/react-router";
import { accountRoutes } from "../pages/account/routes.ts";
import { auditRoutes } from "../pages/audit/routes.ts";
import { deviceRoutes } from "../pages/device/routes.ts";
import { enrolmentRoutes } from "../pages/enrolment/routes.ts";
import { groupRoutes } from "../pages/group/routes.ts";
import { helpRoutes } from "../pages/help/routes.ts";
import { historyRoutes } from "../pages/history/routes.ts";
import { operatorRoutes } from "../pages/operator/routes.ts";
import { overviewRoutes } from "../pages/overview/routes.ts";
import { packageRoutes } from "../pages/package/routes.ts";
import { releaseRoutes } from "../pages/release/routes.ts";
import { roleRoutes } from "../pages/role/routes.ts";
import { secretRoutes } from "../pages/secret/routes.ts";
import { settingsRoutes } from "../pages/settings/routes.ts";
import { taskRoutes } from "../pages/task/routes.ts";
import { tokenRoutes } from "../pages/token/routes.ts";
import { trustRoutes } from "../pages/trust/routes.ts";
import { webhookRoutes } from "../pages/webhook/routes.ts";
import { Failed } from "./failed.tsx";
import { Pending } from "./pending.tsx";
import { root } from "./root.ts";
import { searchTexts } from "./search.ts";

export const router = createRouter({
  routeTree: root.addChildren([
    ...overviewRoutes,
    ...deviceRoutes,
    ...enrolmentRoutes,
    ...groupRoutes,
    ...packageRoutes,
    ...releaseRoutes,
    ...settingsRoutes,
    ...taskRoutes,
    ...auditRoutes,
    ...operatorRoutes,
    ...roleRoutes,
    ...tokenRoutes,
    ...webhookRoutes,
    ...secretRoutes,
    ...trustRoutes,
    ...accountRoutes,
    ...historyRoutes,
    ...helpRoutes,
  ]),
  ...searchTexts,
  defaultPreload: "intent",
  defaultPendingComponent: Pending,
  defaultErrorComponent: Failed,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
