import { createRouter } from "@tanstack/react-router";
import { accountRoutes } from "../pages/account/routes.ts";
import { deviceRoutes } from "../pages/device/routes.ts";
import { enrolmentRoutes } from "../pages/enrolment/routes.ts";
import { groupRoutes } from "../pages/group/routes.ts";
import { historyRoutes } from "../pages/history/routes.ts";
import { overviewRoutes } from "../pages/overview/routes.ts";
import { packageRoutes } from "../pages/package/routes.ts";
import { settingsRoutes } from "../pages/settings/routes.ts";
import { taskRoutes } from "../pages/task/routes.ts";
import { root } from "./root.ts";

export const router = createRouter({
  routeTree: root.addChildren([
    ...accountRoutes,
    ...overviewRoutes,
    ...deviceRoutes,
    ...enrolmentRoutes,
    ...groupRoutes,
    ...historyRoutes,
    ...packageRoutes,
    ...settingsRoutes,
    ...taskRoutes,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
