import { say } from "@shoal/protocol/sentence/say";
import type { Settings } from "@shoal/protocol/settings/rows";

type Source = Settings["sources"][number];

/**
 * The sources that a device with these settings has, in their order: those that are named, without those that another setting
 * switches off.
 */
export function sourcesOf(settings: Settings): Source[] {
  return settings.sources.filter(
    (source) => (source !== "multicast" || settings.multicast) && (source !== "site" || settings.siteSharing),
  );
}

/**
 * Why a device could get nothing any more, for the person who is about to cause it; undefined where it could.
 * @param forTask a task may say that only what is in the cache already shall be used; a device's own set may not
 */
export function lackOfSource(settings: Settings, forTask: boolean): string | undefined {
  const left = sourcesOf(settings).filter((source) => forTask || source !== "cache");
  if (left.length > 0) return undefined;
  const off = settings.sources.filter((source) => source !== "cache");
  if (off.length === 0) return say("sources-cache");
  const are = off.map((source) => (source === "multicast" ? "multicast is off" : "siteSharing is off")).join(", ");
  return say("sources-off", { sources: settings.sources.join(", "), off: are });
}
