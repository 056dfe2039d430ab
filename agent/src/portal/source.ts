import { waitsForPeople } from "@shoal/core/action/put-off";
import type { ActionRecord } from "@shoal/core/action/record";
import { mergeSettings } from "@shoal/core/settings/merge";
import { REASONS } from "@shoal/protocol/action/reason";
import type { Offer } from "@shoal/protocol/agent/offer";
import { LIMITS } from "@shoal/protocol/limits";
import type {
  PortalAbout,
  PortalAction,
  PortalIcons,
  PortalLanguage,
  PortalOffer,
  PortalState,
  PortalWait,
} from "@shoal/protocol/portal/view";
import type { ActionRunner } from "../action/runner.ts";
import type { Cache } from "../cache/cache.ts";
import type { CheckIns } from "../check-in/check-ins.ts";
import type { RunningBlobs } from "../fetch/running-blobs.ts";
import { type HttpClient, HttpFailure } from "../http/client.ts";
import type { Identity } from "../identity/identity.ts";
import type { Journal } from "../journal/journal.ts";
import { askFor, readOffers } from "../offer/offers.ts";
import { VERSION } from "../version.ts";
import { chosenLanguages } from "./languages.ts";
import { Refused } from "./say.ts";

export interface PortalSourceParts {
  identity: Identity;
  server: string;
  http: HttpClient;
  journal: Journal;
  cache: Cache;
  checkIns: CheckIns;
  runners: ReadonlyMap<string, ActionRunner>;
  running: RunningBlobs;
  connected: () => boolean;
  nowMs: () => number;
}

/** What an agent shows to people, and lets them do. */
export interface PortalSource {
  /** Why nobody may open it; undefined where they may. */
  whyClosed(): string | undefined;
  /** Asks the server what is on offer, not too often. */
  look(): void;
  /** @param person who looks */
  state(person: string): PortalState;
  icons(): PortalIcons;
  about(): Promise<PortalAbout>;
  /** @throws Refused */
  install(actionId: string, person: string): Promise<void>;
  /** @returns until when @throws Refused */
  later(actionId: string, untilMs?: number): number;
  /** @throws Refused */
  now(actionId: string): void;
  /** The pages are in this language when the person comes again: their port is another one then, so that no browser could remember it. */
  speak(person: string, language: PortalLanguage): void;
}

/** What the server last said: it is shown while the server is away. */
interface Known {
  atMs: number;
  items: Offer[];
  /** What people of this device have asked for, the last first: it is no offer any more, and still looks like one. */
  asked?: Offer[];
}
const FACT = "offers";

export function portalSource(parts: PortalSourceParts): PortalSource {
  const { identity, http, journal, cache, checkIns, runners, running, nowMs } = parts;
  const text = journal.fact(FACT);
  let known = text === undefined ? undefined : (JSON.parse(text) as Known);
  const languages = chosenLanguages(journal);
  let looking: Promise<void> | undefined;
  let lookedMs = Number.NEGATIVE_INFINITY;

  const keep = (items: Offer[], atMs: number, asked = known?.asked ?? []) => {
    known = { items, atMs, asked };
    journal.note(FACT, JSON.stringify(known));
  };
  const look = () => {
    if (looking || performance.now() - lookedMs < LIMITS.portalOffersMs) return;
    lookedMs = performance.now();
    looking = readOffers(http)
      .then((items) => keep(items, nowMs()))
      // What was known is shown, with its age.
      .catch(() => undefined)
      .finally(() => {
        looking = undefined;
      });
  };
  /** Of a package that is on offer, or was. */
  const looks = () => new Map([...(known?.asked ?? []), ...(known?.items ?? [])].map((each) => [each.package, each]));
  const runnerOf = (actionId: string): ActionRunner => {
    const runner = runners.get(actionId);
    if (!runner || !waitsForPeople(runner.record)) throw new Refused(409, "not-waiting", "it waits for nobody");
    return runner;
  };
  return {
    whyClosed: () =>
      mergeSettings(checkIns.settings).portal ? undefined : "whoever runs this device has turned its portal off",
    look,
    state(person) {
      look();
      const looked = looks();
      const withName = (action: PortalAction): PortalAction => {
        const localized = looked.get(action.package)?.localized;
        return localized === undefined ? action : { ...action, localized };
      };
      const held = new Map(cache.held().map(({ digest, sizeBytes }) => [digest, sizeBytes]));
      return {
        device: identity.name,
        person,
        ...languages.of(person),
        nowMs: nowMs(),
        connected: parts.connected(),
        ...(checkIns.lastMs === undefined ? {} : { heardMs: checkIns.lastMs }),
        offers: (known?.items ?? [])
          .filter(({ actionId, expiresMs }) => !runners.has(actionId) && expiresMs > nowMs())
          .map((offer) => shown(offer, held)),
        ...(known ? { offersMs: known.atMs } : {}),
        open: [...runners.values()].map((runner) => ({
          ...withName(told(runner.record)),
          ...progressOf(runner, held, running),
          ...waitOf(runner, nowMs()),
        })),
        history: journal.ended(LIMITS.portalHistory).map((record) => withName(told(record))),
      };
    },
    icons: () => ({
      icons: Object.fromEntries([...looks()].flatMap(([name, { icon }]) => (icon === undefined ? [] : [[name, icon]]))),
    }),
    async about() {
      const { settings: set } = checkIns;
      return {
        device: identity.name,
        deviceId: identity.deviceId,
        server: parts.server,
        agentVersion: VERSION,
        ...(checkIns.inventory ? { inventory: checkIns.inventory } : {}),
        settings: mergeSettings(set),
        set: Object.keys(set),
        cacheBytes: cache.held().reduce((sum, each) => sum + each.sizeBytes, 0),
      };
    },
    async install(actionId, person) {
      const offer = known?.items.find((each) => each.actionId === actionId);
      if (!offer) throw new Refused(404, "not-on-offer", "it is not on offer for this device");
      await askFor(http, offer, person).catch((error: Error) => {
        if (error instanceof HttpFailure && error.passing)
          throw new Refused(503, "server-away", "the server cannot be asked just now; nothing was ordered");
        if (error instanceof HttpFailure && error.code === "not-on-offer") {
          keep(known?.items.filter((each) => each !== offer) ?? [], known?.atMs ?? 0);
          throw new Refused(404, "not-on-offer", "it is not on offer any more");
        }
        throw error;
      });
      const asked = [offer, ...(known?.asked ?? []).filter((each) => each.package !== offer.package)];
      const left = known?.items.filter((each) => each.actionId !== actionId) ?? [];
      keep(left, known?.atMs ?? 0, asked.slice(0, LIMITS.portalHistory));
      await checkIns.now();
    },
    later(actionId, untilMs) {
      const put = runnerOf(actionId).later(untilMs);
      if (!put.ok) throw new Refused(409, "may-not-wait", put.why);
      return put.untilMs;
    },
    now: (actionId) => runnerOf(actionId).now(),
    speak: (person, language) => languages.keep(person, language),
  };
}

function shown({ files, icon, expiresMs: _until, ...offer }: Offer, held: ReadonlyMap<string, number>): PortalOffer {
  const sizeBytes = files?.reduce((sum, file) => sum + file.sizeBytes, 0);
  const isHere = files?.every(({ digest, sizeBytes }) => held.get(digest) === sizeBytes) ?? false;
  return { ...offer, ...(sizeBytes === undefined ? {} : { sizeBytes }), isHere, hasIcon: icon !== undefined };
}

/** What an installer wrote stays with those who run the fleet. */
function told({ assignment, state, reason, endedMs }: ActionRecord): PortalAction {
  const { actionId, package: name, version, kind, urgency } = assignment;
  return {
    ...{ actionId, package: name, version, kind, state, wanted: urgency === "available" },
    ...(reason ? { reason: { code: reason.code, sentence: REASONS[reason.code] } } : {}),
    ...(endedMs === undefined ? {} : { atMs: endedMs }),
  };
}

function progressOf(
  { record, files }: ActionRunner,
  held: ReadonlyMap<string, number>,
  running: RunningBlobs,
): Pick<PortalAction, "fetched"> {
  if (record.state !== "fetching" || files.length === 0) return {};
  let [bytes, ofBytes] = [0, 0];
  for (const { digest, sizeBytes } of files) {
    ofBytes += sizeBytes;
    bytes += held.get(digest) ?? sizeBytes - (running.missingBytes(digest) ?? sizeBytes);
  }
  return { fetched: { bytes, ofBytes } };
}

function waitOf(runner: ActionRunner, nowMs: number): Pick<PortalAction, "wait"> {
  const { record } = runner;
  if (!waitsForPeople(record)) return {};
  const { put, beginsMs } = runner.wait();
  const { putOffUntilMs = 0 } = record;
  const wait: PortalWait = {
    ...(beginsMs === undefined ? {} : { beginsMs }),
    ...(nowMs < putOffUntilMs ? { putOffUntilMs } : {}),
    ...(put.ok
      ? { later: { usualMs: put.untilMs, latestMs: put.mostMs, ...(put.left === undefined ? {} : { left: put.left }) } }
      : {}),
  };
  return { wait };
}
