import type { BytesBySource } from "@shoal/protocol/action/report";
import type { RepresentativeRow, SessionTotals, SessionTree } from "@shoal/protocol/api/session";
import { LIMITS } from "@shoal/protocol/limits";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import type { SessionBytes, SessionRole } from "@shoal/protocol/session/report";
import { outsideOf, SESSION_SOURCES } from "./outside.ts";

/** A blob that somebody wanted. */
export interface WantedBlob {
  digest: string;
  sizeBytes: number;
}

/** One device's part in one session. */
export interface Part extends Record<(typeof DATAGRAMS)[number], number> {
  session: string;
  subnet: string;
  site: string | undefined;
  blob: WantedBlob & { file: string; patch: boolean };
  role: SessionRole;
  led: boolean;
  late: boolean;
  bytes: SessionBytes;
  bytesAgain: number;
}

/** One device's action, and what it did in sessions for it. */
export interface ActionParts {
  deviceId: string;
  device: string;
  /** By its settings; counts where it was in no session. */
  site: string | undefined;
  bytes: BytesBySource;
  /** Of its variant, as far as it is known. */
  files: readonly WantedBlob[];
  parts: readonly Part[];
}

const DATAGRAMS = [
  "symbolsSent",
  "paritySent",
  "symbolsReceived",
  "parityReceived",
  "datagramsHeard",
  "datagramsLost",
] as const;

/** Sums over whatever is added to it; devices and blobs that come again count once. */
class Group {
  readonly #devices = new Set<string>();
  readonly #led = new Set<string>();
  readonly #late = new Set<string>();
  readonly #sessions = new Set<string>();
  readonly #blobs = new Map<string, number>();
  readonly #bytes = { ...NO_SESSION_BYTES };
  #bytesAgain = 0;
  readonly #datagrams = Object.fromEntries(DATAGRAMS.map((name) => [name, 0])) as Record<
    (typeof DATAGRAMS)[number],
    number
  >;

  part(deviceId: string, part: Part): void {
    this.#devices.add(deviceId);
    if (part.led) this.#led.add(deviceId);
    if (part.late) this.#late.add(deviceId);
    this.#sessions.add(`${part.site ?? ""}\n${part.subnet}\n${part.session}`);
    this.wanted(part.blob);
    this.bytes(part.bytes);
    this.#bytesAgain += part.bytesAgain;
    for (const name of DATAGRAMS) this.#datagrams[name] += part[name];
  }

  device(deviceId: string): void {
    this.#devices.add(deviceId);
  }

  wanted({ digest, sizeBytes }: WantedBlob): void {
    this.#blobs.set(digest, sizeBytes);
  }

  bytes(bytes: SessionBytes): void {
    for (const source of SESSION_SOURCES) this.#bytes[source] += bytes[source];
  }

  get totals(): SessionTotals {
    return {
      devices: this.#devices.size,
      sessions: this.#sessions.size,
      representatives: this.#led.size,
      lateJoiners: this.#late.size,
      wanBytes: this.#bytes.origin + this.#bytes.push + this.#bytesAgain,
      bytesAgain: this.#bytesAgain,
      copyBytes: [...this.#blobs.values()].reduce((sum, bytes) => sum + bytes, 0),
      bytes: { ...this.#bytes },
      ...this.#datagrams,
    };
  }
}

interface SessionGroup {
  group: Group;
  part: Part;
  led: Map<string, RepresentativeRow>;
}
interface SubnetGroup {
  group: Group;
  sessions: Map<string, SessionGroup>;
}
interface SiteGroup {
  group: Group;
  subnets: Map<string, SubnetGroup>;
}

/** Adds up a task's actions, site by site and subnet by subnet; "" stands for none. */
export class SessionTally {
  readonly #all = new Group();
  readonly #sites = new Map<string, SiteGroup>();

  add(action: ActionParts): void {
    const outside = outsideOf(
      action.bytes,
      action.parts.map(({ blob, bytes }) => ({ patch: blob.patch, bytes })),
    );
    for (const part of action.parts) this.#part(action, part);
    const [first] = action.parts;
    const site = this.#site((first ? first.site : action.site) ?? "");
    const subnet = subnetOf(site, first?.subnet ?? "");
    for (const group of [this.#all, site.group, subnet.group]) {
      group.device(action.deviceId);
      group.bytes(outside);
      if (!first) for (const file of action.files) group.wanted(file);
    }
  }

  /** Named ones first, in the order of their names. */
  get tree(): Pick<SessionTree, "totals" | "sites" | "truncated"> {
    let room: number = LIMITS.sessionSubnets;
    let truncated = false;
    const sites = inOrder(this.#sites).map(([name, { group, subnets }]) => {
      const shown = inOrder(subnets).slice(0, room);
      truncated ||= shown.length < subnets.size;
      room -= shown.length;
      return {
        ...(name === "" ? {} : { site: name }),
        totals: group.totals,
        subnets: shown.map(([range, subnet]) => ({
          ...(range === "" ? {} : { subnet: range }),
          totals: subnet.group.totals,
          sessions: [...subnet.sessions.values()].map(rowOf),
        })),
      };
    });
    return { totals: this.#all.totals, sites: sites.filter(({ subnets }) => subnets.length > 0), truncated };
  }

  #part({ deviceId, device }: ActionParts, part: Part): void {
    const site = this.#site(part.site ?? "");
    const subnet = subnetOf(site, part.subnet);
    const session = subnet.sessions.get(part.session) ?? { group: new Group(), part, led: new Map() };
    subnet.sessions.set(part.session, session);
    for (const { group } of [{ group: this.#all }, site, subnet, session]) group.part(deviceId, part);
    if (!part.led) return;
    const row = session.led.get(deviceId) ?? { deviceId, device, role: part.role, symbolsSent: 0, wanBytes: 0 };
    row.role = part.role;
    row.symbolsSent += part.symbolsSent;
    row.wanBytes += part.bytes.origin + part.bytes.push + part.bytesAgain;
    session.led.set(deviceId, row);
  }

  #site(name: string): SiteGroup {
    const site = this.#sites.get(name) ?? { group: new Group(), subnets: new Map() };
    this.#sites.set(name, site);
    return site;
  }
}

function subnetOf(site: SiteGroup, range: string): SubnetGroup {
  const subnet = site.subnets.get(range) ?? { group: new Group(), sessions: new Map() };
  site.subnets.set(range, subnet);
  return subnet;
}

function rowOf({
  group,
  part,
  led,
}: SessionGroup): SessionTree["sites"][number]["subnets"][number]["sessions"][number] {
  const { digest, file, patch } = part.blob;
  const representatives = [...led.values()]
    .sort((a, b) => b.symbolsSent - a.symbolsSent || b.wanBytes - a.wanBytes)
    .slice(0, LIMITS.pageRows);
  return { session: part.session, digest, file, patch, representatives, totals: group.totals };
}

/** By name, with numbers in it as numbers; what has no name comes last. */
function inOrder<T>(groups: ReadonlyMap<string, T>): [string, T][] {
  return [...groups].sort(([a], [b]) =>
    a === "" || b === "" ? b.length - a.length : a.localeCompare(b, "en", { numeric: true }),
  );
}
