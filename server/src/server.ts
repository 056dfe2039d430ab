import { closeSync, mkdirSync, openSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";
import { startExpiry } from "./action/expiry.ts";
import { actionRoutes } from "./action/routes.ts";
import { AssignmentIndex } from "./agent/assignment-index.ts";
import { AgentHub } from "./agent/hub.ts";
import { Presence } from "./agent/presence.ts";
import { agentRoutes } from "./agent/routes.ts";
import { loadAuditKey } from "./audit/audit-key.ts";
import { startAuditKeeper } from "./audit/keeper.ts";
import { RefusedRequests } from "./audit/refused.ts";
import { auditRefused } from "./audit/refused-hook.ts";
import { auditRoutes } from "./audit/routes.ts";
import { auditStore } from "./audit/store.ts";
import { loadContentKeys } from "./auth/content-key.ts";
import { callerOf, createHooks } from "./auth/hooks.ts";
import { currentTrust, loadTaskKey } from "./auth/trust.ts";
import { readRestores } from "./backup/restores.ts";
import { downloadRoutes } from "./blob/download-routes.ts";
import { openBlobs } from "./blob/open-blobs.ts";
import { uploadRoutes } from "./blob/upload-routes.ts";
import { channelRoutes } from "./channel/routes.ts";
import { followTls } from "./config/follow-tls.ts";
import { warnOfInsecure } from "./config/insecure.ts";
import { lockFolder } from "./config/lock.ts";
import { DEFAULT_AGENT_PORT, DEFAULT_PORT, type ServerOptions } from "./config/options.ts";
import { operatorTls } from "./config/tls.ts";
import { consoleRoutes } from "./console/routes.ts";
import { openDatabase } from "./db/open.ts";
import type { Db } from "./db/schema.ts";
import { labelRoutes } from "./device/label-routes.ts";
import { Retirement } from "./device/retirement.ts";
import { deviceRoutes } from "./device/routes.ts";
import { Outbox } from "./event/outbox.ts";
import { eventRoutes } from "./event/routes.ts";
import { fleetRoutes } from "./fleet/routes.ts";
import { groupRoutes } from "./group/routes.ts";
import { exportRoutes } from "./history/export.ts";
import { historyRoutes } from "./history/routes.ts";
import { createApp } from "./http/app.ts";
import { healthRoutes } from "./http/health-routes.ts";
import { requireTls } from "./http/require-tls.ts";
import { audit, entryOf, type Services } from "./http/services.ts";
import { openAuthority } from "./identity/authority.ts";
import { createBuckets } from "./identity/buckets.ts";
import { createDeviceCallers } from "./identity/device-callers.ts";
import { deviceStandings } from "./identity/device-standing.ts";
import { sawInstance } from "./identity/instances.ts";
import { createAgentListener } from "./identity/listener.ts";
import { Proxies } from "./identity/proxies.ts";
import { createReach } from "./identity/reach.ts";
import { identityRoutes } from "./identity/routes.ts";
import { openTicketKey } from "./identity/ticket-key.ts";
import { TrustNow } from "./identity/trust-now.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { startDeadlines } from "./offer/deadline.ts";
import { offerRoutes } from "./offer/routes.ts";
import { createAccounts } from "./operator/accounts.ts";
import { KnownBrowsers } from "./operator/browser.ts";
import { Credentials } from "./operator/credentials.ts";
import { refuseForeign } from "./operator/origin.ts";
import { rolesWith } from "./operator/roles-with.ts";
import { allOperatorRoutes } from "./operator/routes.ts";
import { loadOperatorSecret } from "./operator/secret.ts";
import { Sessions } from "./operator/sessions.ts";
import { makeSetupLink } from "./operator/setup-link.ts";
import { SignInGuard } from "./operator/sign-in-guard.ts";
import { SignOn } from "./operator/sign-on.ts";
import { tokenStore } from "./operator/token-store.ts";
import { TotpCodes } from "./operator/totp-codes.ts";
import { PatchMaker } from "./patch/patch-maker.ts";
import { patchStore } from "./patch/patch-store.ts";
import { patchRoutes } from "./patch/routes.ts";
import { PushDriver } from "./push/push-driver.ts";
import { releaseRoutes } from "./release/routes.ts";
import { rolloutRoutes } from "./rollout/routes.ts";
import { startRolloutSweep } from "./rollout/sweep.ts";
import { vaultFor } from "./secret/open-vault.ts";
import { secretRoutes } from "./secret/routes.ts";
import { sealOrders } from "./secret/seal.ts";
import { sessionRoutes } from "./session/routes.ts";
import { settingRoutes } from "./settings/routes.ts";
import { SettingsIndex } from "./settings/settings-index.ts";
import { Feeder } from "./siem/feeder.ts";
import { siemRoutes } from "./siem/routes.ts";
import { exchangeRoute } from "./site/routes.ts";
import { ExpectedDurations } from "./task/expected.ts";
import { rollbackRoutes } from "./task/rollback-routes.ts";
import { taskRoutes } from "./task/routes.ts";
import { ServerKeys } from "./trust/online-keys.ts";
import { trustRoutes } from "./trust/routes.ts";
import { stagedRoutes } from "./trust/staged-routes.ts";
import { startTrustSweep } from "./trust/sweep.ts";
import { VERSION } from "./version.ts";
import { reachOf } from "./webhook/address.ts";
import { Courier } from "./webhook/courier.ts";
import { webhookRoutes } from "./webhook/routes.ts";

export interface Server {
  /** Where operators reach it. */
  url: string;
  /** Where agents reach it, by TLS alone. */
  agentUrl: string;
  /** By which the first operator is made; also in `<dataDir>/setup.link`. Only where nobody can sign in yet. */
  setupLink: string | undefined;
  close(): Promise<void>;
}

/** With the option `firstToken`. */
export interface ServerWithToken extends Server {
  /** Of the role admin; only of the very first start. */
  adminToken: string;
}

export function createServer(options: ServerOptions & { firstToken: true }): Promise<ServerWithToken>;
export function createServer(options: ServerOptions): Promise<Server>;
/** Starts a server. @throws Error where the folder belongs to a running server, or the address is taken */
export async function createServer(options: ServerOptions): Promise<Server & { adminToken?: string }> {
  const now = options.now ?? Date.now;
  const reach = reachOf(options);
  const signOn = options.signOn && new SignOn(options.signOn, reach.outgoing);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const tls = operatorTls(options);
  const secure = tls !== undefined || options.publicUrl?.startsWith("https:") === true;
  const unlock = lockFolder(options.dataDir);
  // Private even where the folder is opened to a web server; its journal takes over the mode.
  closeSync(openSync(join(options.dataDir, "shoal.db"), "a", 0o600));
  const auditKey = loadAuditKey(options.dataDir);
  const db = await openDatabase(join(options.dataDir, "shoal.db"), auditKey.sealHead);
  const first = await nobodyYet(db, now());
  const adminToken = first && options.firstToken ? await firstToken(db, now()) : undefined;
  const taskKey = loadTaskKey(options.dataDir);
  const onlineKeys = new ServerKeys(options.dataDir);
  const contentKeyOf = loadContentKeys(options.dataDir);
  const forget = options.forgetSecrets === true;
  const vault = await vaultFor(db, options.dataDir, { forget, nowMs: now() }).catch(async (error: unknown) => {
    await db.destroy();
    unlock();
    throw error;
  });
  const app = await createApp({
    version: VERSION,
    ...{ tls, secure },
    ...(options.logger ? { logger: options.logger } : {}),
    ...(options.logLevel ? { logLevel: options.logLevel } : {}),
    ...(options.trustProxy ? { trustProxy: options.trustProxy } : {}),
  });

  const log = app.log as Services["log"];
  const insecure = warnOfInsecure(options, log);
  if (!tls) requireTls(app, options.trustProxy ?? []);
  const secret = loadOperatorSecret(options.dataDir);
  const accounts = createAccounts({ db, log, secret, tls: secure });
  const sessions = new Sessions(accounts, db, secure);
  const guard = new SignInGuard(db, Date.now);
  await guard.load();
  const credentials = new Credentials({ db, now, sessions, secondFactor: options.secondFactor !== "optional" });
  const { publicUrl } = options;
  const monotonic = options.monotonicMs ?? (() => performance.now());
  const clock = options.certificateClock ?? Date.now;
  const authority = await openAuthority(options.dataDir, clock());
  const tickets = openTicketKey(options.dataDir, clock());
  const agents = await createAgentListener(app, { authority, tickets, now: clock });
  const standings = deviceStandings(db);
  const proxies = new Proxies(db);
  await proxies.load();
  const restores = await readRestores(db);
  const devices = createDeviceCallers({
    db,
    restores,
    authority,
    standings,
    clock,
    proxies,
    buckets: createBuckets({ burst: LIMITS.deviceRequestsBurst, perSecond: LIMITS.deviceRequestsPerSecond }, monotonic),
  });
  const hub = new AgentHub();
  const outbox = new Outbox(db);
  const services: Services = {
    db,
    log,
    now,
    hooks: createHooks({
      credentials,
      buckets: createBuckets(
        { burst: LIMITS.operatorRequestsBurst, perSecond: LIMITS.operatorRequestsPerSecond },
        monotonic,
      ),
      devices,
      async bySession(request) {
        const cookie = sessions.cookieOf(request);
        if (cookie === undefined) return undefined;
        refuseForeign(request, publicUrl, true);
        return await credentials.bySession(cookie);
      },
      refuseForeign: (request) => refuseForeign(request, publicUrl, false),
      rolesWith: (permission, on = db) => rolesWith(on, permission),
    }),
    hub,
    outbox,
    audit: (trx, request, what, subject, detail) => audit(trx, entryOf(request, now(), what, subject, detail)),
  };
  const refused = new RefusedRequests(db);
  auditRefused(app, refused, { now, callerOf: ({ raw, ip }) => callerOf({ credentials, devices }, raw, ip) });
  const metrics = createMetrics(db, hub);
  const presence = new Presence(db, now, services.log);
  const assignments = new AssignmentIndex(db);
  await assignments.load();
  const retirement = new Retirement(services, presence, assignments);
  await retirement.load();
  const settings = new SettingsIndex(db);
  await settings.load();
  const blobs = await openBlobs(options.dataDir, db, now);
  const patches = patchStore(db);
  const patchMaker = new PatchMaker({ store: patches, blobs, log: services.log, now });
  await patchMaker.start();
  const push = new PushDriver({
    hub,
    blobs,
    log: services.log,
    pushBytes: metrics.pushBytes,
    settings: {
      concurrent: options.pushConcurrent ?? 8,
      rateBytesPerSecond: options.pushRateBytesPerSecond ?? 0,
      deviceRateBytesPerSecond: options.pushDeviceRateBytesPerSecond ?? 0,
    },
  });
  const stopping = new AbortController();
  const contentReach = createReach(db, now);

  allOperatorRoutes(
    app,
    services,
    {
      ...{ credentials, sessions, publicUrl },
      ...{ guard, codes: new TotpCodes(db, accounts) },
      browsers: new KnownBrowsers(secret, secure),
    },
    { dataDir: options.dataDir, tls: secure, signOn },
  );
  deviceRoutes(app, services);
  const trust = new TrustNow({ db, now, read: () => currentTrust(db, authority, taskKey.publicKey) });
  let agentUrl = options.agentUrl ?? "";
  identityRoutes(app, services, {
    authority,
    standings,
    devices,
    proxies,
    assignments,
    clock,
    trust,
    agentUrl: () => agentUrl,
  });
  labelRoutes(app, services);
  groupRoutes(app, services);
  fleetRoutes(app, services, { assignments, settings });
  const onPublished = (releaseId: number) => patchMaker.enqueue(releaseId);
  releaseRoutes(app, services, assignments, onPublished);
  stagedRoutes(app, services);
  trustRoutes(app, services, onlineKeys, assignments, onPublished);
  channelRoutes(app, services, assignments);
  uploadRoutes(app, services, blobs, metrics.uploadBytes);
  downloadRoutes(app, services, blobs, {
    reach: contentReach,
    accelRedirect: options.accelRedirect,
    blobBytes: metrics.blobBytes,
  });
  patchRoutes(app, services, patches, contentReach);
  taskRoutes(app, services, assignments, settings);
  rollbackRoutes(app, services, assignments);
  rolloutRoutes(app, services, assignments);
  settingRoutes(app, services, settings);
  actionRoutes(app, services);
  sessionRoutes(app, services, settings);
  auditRoutes(app, services, auditKey);
  historyRoutes(app, services);
  exportRoutes(app, services);
  const courier = new Courier(services, reach);
  secretRoutes(app, services, vault);
  webhookRoutes(app, services, { courier, reach });
  const feedReach = { outgoing: reach.outgoing, insecure: options.insecureLogFeeds ?? false };
  const feeder = new Feeder(services, join(options.dataDir, "siem"), feedReach);
  siemRoutes(app, services, feeder, feedReach);
  eventRoutes(app, { hooks: services.hooks, outbox, stopping: stopping.signal, now });
  agentRoutes(app, services, {
    assignments,
    settings,
    presence,
    retirement,
    taskKey,
    contentKeyOf,
    sealed: sealOrders(vault, now),
    expected: new ExpectedDurations(now),
    seconds: metrics.checkInSeconds,
    reach: contentReach,
    trust,
    sawInstance: (...seen) => sawInstance(services, { standings, devices }, ...seen),
    restores: restores.count,
  });
  offerRoutes(app, services, assignments);
  exchangeRoute(app, services, { trustsProxy: options.trustProxy !== undefined });
  healthRoutes(app, services, {
    ...{ metrics, patches: () => patchMaker.state },
    closed: options.closedMetrics ?? false,
  });
  await consoleRoutes(app);

  hub.attach(agents.server, "/agent/v1/socket", async (request) => (await devices.identify(request)).deviceId);
  hub.on("connect", (deviceId) => presence.seen(deviceId));
  const stopFollowing = tls ? followTls(app.server, options, { first: tls, log }) : () => {};
  const stopSweeps = [
    startExpiry(services, assignments),
    startRolloutSweep(services, assignments),
    startAuditKeeper(services, auditKey, refused),
    await startTrustSweep(services, onlineKeys),
  ];
  const stopDeadlines = startDeadlines(services, assignments);
  retirement.start();
  courier.start();
  feeder.start();

  const close = async () => {
    stopDeadlines();
    stopFollowing();
    retirement.stop();
    stopping.abort();
    await Promise.all(stopSweeps.map((stop) => stop()));
    await courier.stop();
    await feeder.stop();
    await push.close();
    await hub.close();
    await agents.close();
    await app.close();
    await refused.flush(now());
    await patchMaker.close();
    await presence.close();
    await db.destroy();
    unlock();
  };
  const { host = "127.0.0.1", port: wanted = DEFAULT_PORT } = options;
  try {
    await app.listen({ host, port: wanted });
    const at = await agents.listen(
      options.agentHost ?? host,
      options.agentPort ?? (wanted === 0 ? 0 : DEFAULT_AGENT_PORT),
    );
    agentUrl ||= at;
  } catch (error) {
    await close();
    throw error;
  }
  const { address, port, family } = app.server.address() as AddressInfo;
  await auditStore(db).append({
    atMs: now(),
    actor: "server",
    what: "server.started",
    subject: "server",
    detail: { version: VERSION, ...(insecure.length > 0 ? { insecure } : {}) },
  });
  const url =
    options.publicUrl ?? `${tls ? "https" : "http"}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
  const setupLink = first && !adminToken ? makeSetupLink(options.dataDir, url, now()) : undefined;
  return { url, agentUrl, setupLink, close, ...(adminToken === undefined ? {} : { adminToken }) };
}

/** There is no default password: whoever can read the data folder makes the first operator, by a link that works once. */
async function nobodyYet(db: Db, nowMs: number): Promise<boolean> {
  if (await db.selectFrom("operators").select("id").limit(1).executeTakeFirst()) return false;
  const query = db
    .selectFrom("api_tokens")
    .select("id")
    .where("revoked_ms", "is", null)
    .where("expires_ms", ">", nowMs);
  return (await query.limit(1).executeTakeFirst()) === undefined;
}

async function firstToken(db: Db, nowMs: number): Promise<string> {
  return await db.transaction().execute(async (trx) => {
    const expiresMs = nowMs + LIMITS.apiTokenMs;
    const { token } = await tokenStore(trx).add({ name: "admin", role: "admin", by: "server", nowMs, expiresMs });
    const detail = { role: "admin", expiresMs };
    await audit(trx, { atMs: nowMs, actor: "server", what: "api-token.made", subject: "api-token:admin", detail });
    return token;
  });
}
