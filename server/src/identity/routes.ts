import type { App } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { authorityRoutes } from "./authority-routes.ts";
import { type CertificateParts, certificateRoutes } from "./certificate-routes.ts";
import { deviceOrderRoutes } from "./device-orders.ts";
import { type EnrolParts, enrolRoute } from "./enrol-route.ts";
import type { Proxies } from "./proxies.ts";
import { proxyRoutes } from "./proxy-routes.ts";
import { queueRoutes } from "./queue-routes.ts";
import type { RevocationParts } from "./revocation.ts";
import { type TokenParts, tokenRoutes } from "./token-routes.ts";

/** How devices become known, stay so, and go. */
export function identityRoutes(
  app: App,
  services: Services,
  parts: CertificateParts & TokenParts & EnrolParts & RevocationParts & { proxies: Proxies },
): void {
  tokenRoutes(app, services, parts);
  queueRoutes(app, services, parts);
  enrolRoute(app, services, parts);
  certificateRoutes(app, services, parts);
  deviceOrderRoutes(app, services, parts);
  proxyRoutes(app, services, parts);
  authorityRoutes(app, services, parts);
}
