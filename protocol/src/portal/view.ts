import type { ReasonCode } from "../action/reason.ts";
import type { ActionState } from "../action/state.ts";
import type { Inventory } from "../device/platform.ts";
import type { Localized } from "../package/looks.ts";
import type { Settings } from "../settings/rows.ts";
import type { TaskKind } from "../task/task.ts";

/** Something that an operator lets the people of this device have. */
export interface PortalOffer {
  actionId: string;
  package: string;
  version: string;
  publisher: string;
  description: string;
  /** Name and description by language. */
  localized?: Localized;
  /** It is among the icons. */
  hasIcon: boolean;
  /** From then on it is installed without anybody asking. */
  deadlineMs?: number;
  sizeBytes?: number;
  /** All that is to be fetched for it is on this machine already. */
  isHere: boolean;
}

/** How far what waits for people may be put off. */
export interface PortalWait {
  /** It begins by itself then; absent where it only waits until nobody is signed in. */
  beginsMs?: number;
  /** Absent where it may not be put off. */
  later?: {
    /** What "later" without a time means. */
    usualMs: number;
    latestMs: number;
    /** How often it may still be; absent where that is not counted. */
    left?: number;
  };
  putOffUntilMs?: number;
}

/** What an action does, has done, or waits for. */
export interface PortalAction {
  actionId: string;
  package: string;
  version: string;
  /** Name and description by language, where it was on offer. */
  localized?: Localized;
  kind: TaskKind;
  state: ActionState;
  /** Why it is in its state: a code, and the sentence to it in English. */
  reason?: { code: ReasonCode; sentence: string };
  /** A person of this device asked for it. */
  wanted: boolean;
  /** Of what is being fetched. */
  fetched?: { bytes: number; ofBytes: number };
  wait?: PortalWait;
  /** When it ended. */
  atMs?: number;
}

/** The languages of the pages. */
export const PORTAL_LANGUAGES = ["en", "de"] as const;
export type PortalLanguage = (typeof PORTAL_LANGUAGES)[number];

export interface PortalState {
  device: string;
  person: string;
  /** What this person has chosen here before. */
  language?: PortalLanguage;
  /** By the device's clock, as it goes by its server's. */
  nowMs: number;
  connected: boolean;
  /** When the server was last heard. */
  heardMs?: number;
  offers: PortalOffer[];
  /** As of when; absent where the server was never asked. */
  offersMs?: number;
  open: PortalAction[];
  history: PortalAction[];
}

/** PNGs in base64, by the name of the package. */
export interface PortalIcons {
  icons: Record<string, string>;
}

/** What the agent does, sees and sends. */
export interface PortalAbout {
  device: string;
  deviceId: string;
  server: string;
  agentVersion: string;
  /** As it was last read for the server. */
  inventory?: Inventory;
  settings: Settings;
  /** Names of the settings that the server has set; the others are as they come. */
  set: string[];
  cacheBytes: number;
}

/** Why the portal did not do it, by code; `detail` is in English. */
export const PORTAL_PROBLEMS = [
  "not-opened",
  "too-often",
  "refused",
  "bad-request",
  "not-found",
  "not-on-offer",
  "server-away",
  "not-waiting",
  "may-not-wait",
  "failed",
] as const;
export interface PortalProblem {
  code: (typeof PORTAL_PROBLEMS)[number];
  detail: string;
}
