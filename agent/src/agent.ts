import { randomInt } from "node:crypto";
import type { ActionRecord } from "@shoal/core/action/record";
import { seededRandom } from "@shoal/core/random/seeded";
import { formatLocal, type ZoneOffset } from "@shoal/core/settings/local-time";
import { mergeSettings } from "@shoal/core/settings/merge";
import { rateAt } from "@shoal/core/settings/rate";
import type { Refusal } from "@shoal/protocol/agent/check-in";
import type { Offer } from "@shoal/protocol/agent/offer";
import { verifierOf } from "@shoal/protocol/node/ed25519";
import { createEffects } from "./action/effects.ts";
import { putOffAll } from "./action/put-off-all.ts";
import { ActionRunner } from "./action/runner.ts";
import { Turns } from "./action/turns.ts";
import { Cache } from "./cache/cache.ts";
import { CheckIns } from "./check-in/check-ins.ts";
import type { Later } from "./control/request.ts";
import { Fetcher } from "./fetch/fetcher.ts";
import type { Host } from "./host/host.ts";
import { HttpClient } from "./http/client.ts";
import { followTrust } from "./identity/follow-trust.ts";
import { readIdentity } from "./identity/identity.ts";
import { OwnIdentity } from "./identity/own-identity.ts";
import { CertificateRenewal } from "./identity/renewal.ts";
import { refusePlain, tlsOf } from "./identity/tls.ts";
import { Journal } from "./journal/journal.ts";
import { KeptReleases } from "./keep/kept-releases.ts";
import { type Log, silentLog } from "./log/log.ts";
import { createSubnet } from "./multicast/subnet.ts";
import type { Wire } from "./multicast/wire.ts";
import { askForOffer, readOffers } from "./offer/offers.ts";
import { privateFolder } from "./ownership/private-folder.ts";
import type { PortalSource } from "./portal/source.ts";
import { Reporter } from "./report/reporter.ts";
import { sealingKey } from "./secret/key.ts";
import { AgentSocket } from "./socket/socket.ts";
import { PushReceiver } from "./source/push.ts";
import { lockState } from "./state/lock.ts";
import { ServerClock } from "./state/server-clock.ts";
import { sleepClock } from "./state/sleep-clock.ts";
import { type Follow, followInChild } from "./trust/follow.ts";
import { TrustedReleases } from "./trust/releases.ts";

export { enrol } from "./identity/enrol.ts";

export interface AgentOptions {
  stateDir: string;
  host: Host;
  /** Where the server is now; default: where it was at enrolment. */
  server?: string;
  log?: Log;
  /** Chance for waits and jitter; default: a random one. */
  seed?: number;
  /** Clocks, for tests. */
  wallMs?: () => number;
  monotonicMs?: () => number;
  /** By which its certificate is judged. Default: the system's clock, since TLS itself goes by that. */
  certificateClock?: () => number;
  /** The device's time zone; default: that of this process. */
  offsetMs?: ZoneOffset;
  /** Where the releases' metadata is read; default: in a process of its own, for its memory. */
  follow?: Follow;
  /** Links on which this device exchanges content with others of its subnet; default: none. */
  wire?: () => Promise<Wire>;
}

export interface AgentStatus {
  deviceId: string;
  server: string;
  connected: boolean;
  /** By the server's clock. */
  lastCheckInMs: number | undefined;
  /** Why the server could not be asked the last time. */
  checkInFailed: string | undefined;
  reportsWaiting: number;
  open: ActionRecord[];
}

export interface Agent {
  readonly deviceId: string;
  start(): Promise<void>;
  /** Ends this agent; its actions go on with the next one on the same folder. */
  stop(): Promise<void>;
  checkNow(): Promise<void>;
  /** What waits for those who are signed in begins. */
  beginNow(): void;
  /** They put it off: all of it, or one action or package; for so long, or as long as is usual. @throws Error where nothing waits for them */
  later(name?: string, forMs?: number): Later;
  /** What they may ask for. */
  available(): Promise<Offer[]>;
  /** One of them asks for it. @throws Error where it is not on offer */
  install(name: string, person: string): Promise<Offer>;
  /** What its portal shows, and may do. */
  portal(): Promise<PortalSource>;
  status(): AgentStatus;
}

/** @throws Error where the device is not enrolled, another agent holds the folder, or somebody else may write to it */
export async function createAgent(options: AgentOptions): Promise<Agent> {
  const { stateDir, host, log = silentLog } = options;
  privateFolder(stateDir);
  const identity = readIdentity(stateDir);
  if (!identity)
    throw new Error(`no device is enrolled in ${stateDir}; first: shoal-agent enrol --server URL --token TOKEN`);
  const server = options.server ?? identity.server;
  refusePlain(server);
  const unlock = lockState(stateDir);
  const random = seededRandom(options.seed ?? randomInt(2 ** 31));
  const journal = new Journal(stateDir);
  const lost = journal.belongTo(identity.deviceId);
  if (lost > 0) log.warn(`${lost} reports of the device that this was before it was enrolled anew are dropped`);
  const clock = new ServerClock(journal, {
    wallMs: options.wallMs ?? Date.now,
    monotonicMs: options.monotonicMs ?? sleepClock(),
  });
  const nowMs = () => clock.nowMs();
  const offsetMs = options.offsetMs ?? ((atMs) => -new Date(atMs).getTimezoneOffset() * 60_000);
  const http = new HttpClient(server, tlsOf(identity));
  const own = new OwnIdentity(stateDir, identity, http);
  const cache = new Cache(stateDir, journal, nowMs);
  const push = new PushReceiver();
  const reporter = new Reporter({ http, journal, log, random });
  const runners = new Map<string, ActionRunner>();
  const turns = new Turns();

  const refuse = (what: Refusal["what"], subject: string, detail: string) => {
    log.warn(`refused ${what} ${subject}: ${detail}`);
    try {
      journal.refuse({ atMs: nowMs(), what, subject: subject.slice(0, 128), detail: detail.slice(0, 1000) });
    } catch (error) {
      log.warn(`the refusal could not be stored: ${(error as Error).message}`);
    }
    reporter.wake();
  };
  const { wire } = options;
  const subnet =
    wire &&
    createSubnet(wire, {
      http,
      diskFreeBytes: () => host.diskFreeBytes(stateDir),
      serverNowMs: nowMs,
      lanRateBytesPerSecond: () => rateAt(mergeSettings(checkIns.settings), "lan", nowMs(), offsetMs),
      random,
      log,
      report: (report, now) => {
        try {
          journal.session(report);
        } catch (error) {
          log.warn(`what was done in a session could not be stored: ${(error as Error).message}`);
        }
        if (now) reporter.wake();
      },
    });
  const fetcher = new Fetcher({
    http,
    ...(subnet ? { subnet } : {}),
    cache,
    push,
    random,
    refuse,
    diskFreeBytes: (path) => host.diskFreeBytes(path),
    needed: (but) => new Set([...runners.values()].flatMap((runner) => (runner.id === but ? [] : runner.needed))),
  });
  const releases = new TrustedReleases({
    http,
    stateDir,
    root: identity.trust.root,
    wallMs: options.wallMs ?? Date.now,
    log,
    follow: options.follow ?? followInChild,
  });
  const effects = createEffects({
    host,
    http,
    cache,
    fetcher,
    stateDir,
    nowMs,
    offsetMs,
    releases,
    refuse,
  });

  const tidy = () =>
    void fetcher
      .tidy(mergeSettings(checkIns.settings))
      .catch((error: Error) => log.warn(`the cache could not be tidied: ${error.message}`));
  const run = (record: ActionRecord): ActionRunner => {
    const runner = new ActionRunner(record, {
      journal,
      effects,
      turns,
      log,
      nowMs,
      seed: Math.floor(random() * 2 ** 31),
      deviceSettings: () => checkIns.settings,
      offsetMs,
      stirOthers: (asking) => {
        for (const each of runners.values()) if (each !== asking) each.stir();
      },
      reported: () => reporter.wake(),
      ended: (each) => {
        runners.delete(each.id);
        tidy();
      },
    });
    runners.set(runner.id, runner);
    return runner;
  };
  /** What a device of which nobody knows what time it is was about to do waits: it might be the wrong one. */
  let waits = true;
  const goOn = () => {
    if (!waits) return;
    waits = false;
    const all = journal.open().map(run);
    const isCut = ({ record }: ActionRunner) => record.state === "installing";
    // What may still run asks for its turn first; of the others, the first one of all goes next.
    for (const each of all.filter(isCut)) void each.start();
    const release = turns.hold();
    void Promise.all(all.filter((each) => !isCut(each)).map((each) => each.start())).finally(release);
  };
  const kept = new KeptReleases({
    journal,
    detect: effects.detect,
    log,
    monotonicMs: options.monotonicMs ?? (() => performance.now()),
    found: () => void checkIns.now(),
  });
  const checkIns = new CheckIns({
    kept,
    http,
    journal,
    clock,
    host,
    log,
    random,
    deviceId: identity.deviceId,
    sealingKey: () => sealingKey(stateDir).told,
    verify: (...sealed) => verifierOf(own.value.trust.taskKeys)(...sealed),
    trustDigest: () => own.value.trustDigest,
    trustChanged: async (digest) => {
      await followTrust(own, http, digest);
      log.info("the server's authorities or task keys are others now");
      renewal.start();
    },
    refuse: (subject, detail) => refuse("envelope", subject, detail),
    start: (record) => void run(record).start(),
    cancel: (actionId, why) => runners.get(actionId)?.stopOrder(why),
    settingsChanged: () => {
      const release = turns.hold();
      for (const runner of runners.values()) runner.settingsChanged();
      release();
      tidy();
    },
    expired: () => void renewal.now(),
    heard: () => {
      goOn();
      reporter.sendNow();
      fetcher.reachable();
      for (const runner of runners.values()) runner.reachable();
    },
  });
  const socket = new AgentSocket({
    server,
    connections: () => http.connections,
    random,
    log,
    events: {
      open: (send) => {
        push.connected(send);
        void checkIns.now();
      },
      close: () => push.disconnected(),
      message: (message) => (message.type === "ring" ? void checkIns.now() : push.message(message)),
      frame: (bytes) => push.frame(bytes),
    },
  });

  const renewal = new CertificateRenewal({
    own,
    http,
    nowMs: options.certificateClock ?? Date.now,
    random,
    log,
    renewed: () => {
      socket.renew();
      if (checkIns.failed !== undefined) void checkIns.now();
    },
  });

  let unwatch = () => {};
  let stopped = false;
  return {
    deviceId: identity.deviceId,
    async start() {
      if (clock.isSure) goOn();
      else if (journal.open().length > 0)
        log.info("the clock has lost how long this device was off: the server is asked first");
      reporter.wake();
      renewal.start();
      socket.start();
      checkIns.start();
      unwatch = host.watchLinks(() => {
        checkIns.changed();
        subnet?.linksChanged();
      });
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      unwatch();
      checkIns.stop();
      await renewal.stop();
      socket.stop();
      reporter.stop();
      releases.stop();
      await Promise.all([kept.stop(), ...[...runners.values()].map((runner) => runner.stop())]);
      await effects.close();
      await subnet?.close();
      http.close();
      await checkIns.idle();
      journal.close();
      unlock();
    },
    checkNow: () => checkIns.now(),
    beginNow: () => {
      for (const runner of runners.values()) runner.now();
    },
    later(name, forMs) {
      const untilMs = forMs === undefined ? undefined : nowMs() + forMs;
      return putOffAll([...runners.values()], { name, untilMs }, (atMs) => formatLocal(atMs + offsetMs(atMs)));
    },
    available: () => readOffers(http),
    async install(name, person) {
      const offer = await askForOffer(http, name, person);
      await checkIns.now();
      return offer;
    },
    async portal() {
      // Loaded where somebody opens it.
      const { portalSource } = await import("./portal/source.ts");
      const [connected, { running }] = [() => socket.connected, fetcher];
      return portalSource({ identity, server, http, journal, cache, checkIns, runners, running, connected, nowMs });
    },
    status: () => ({
      deviceId: identity.deviceId,
      server,
      connected: socket.connected,
      lastCheckInMs: checkIns.lastMs,
      checkInFailed: checkIns.failed,
      reportsWaiting: journal.reportsWaiting,
      open: journal.open(),
    }),
  };
}
