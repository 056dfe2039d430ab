import type { X509Certificate } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { FORWARDED_CERTIFICATE } from "@shoal/protocol/identity/names";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { Caller } from "../auth/callers.ts";
import type { Restores } from "../backup/restores.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { Authority } from "./authority.ts";
import type { Buckets } from "./buckets.ts";
import { parseCertificate, readShown, type Shown } from "./certificate.ts";
import type { DeviceStandings, Standing } from "./device-standing.ts";
import type { Proxies } from "./proxies.ts";

export interface DeviceCallers {
  /**
   * Which device a request is from, by the certificate of its connection.
   * @param response where there is one: its connection is the device's until it has been sent
   * @param expired an expired certificate will do: it is for renewal
   * @throws Refusal in words
   */
  identify(
    request: IncomingMessage,
    response?: ServerResponse,
    expired?: boolean,
  ): Promise<Caller & { kind: "device" }>;
  /** The device whose key a connection has proved, whatever became of it; nobody is refused. */
  prover(request: IncomingMessage): Promise<Prover | undefined>;
  /** Ends every connection of a device at once. @param but one that still has its refusal to hear */
  cut(deviceId: string, but?: Socket): void;
}

export interface Prover {
  deviceId: string;
  /** Why it is nobody's word any more: undefined where it is. `replaced`: another key took the place of this one. */
  barred: "revoked" | "quarantined" | "replaced" | undefined;
}

export interface DeviceCallerParts {
  db: Db;
  authority: Authority;
  standings: DeviceStandings;
  clock: () => number;
  /** Of requests, by device. */
  buckets: Buckets;
  proxies: Pick<Proxies, "isRevoked">;
  restores: Pick<Restores, "forgot">;
}

/** Certificates that proxies pass on come with each request; what they say stays the same. */
const FORWARDED_KEPT = 20_000;

interface Proved {
  deviceId: string;
  shown: Shown;
  standing: Standing;
  /** The connection is a proxy's, who has others of other devices. */
  proxied: boolean;
  barred: Prover["barred"];
}

/**
 * A connection proves its key once; who it is, and that it may still be, is asked with every request. That a TLS session was
 * resumed changes nothing: its ticket carries the certificate of the handshake it began with.
 */
export function createDeviceCallers({
  db,
  authority,
  standings,
  clock,
  buckets,
  proxies,
  restores,
}: DeviceCallerParts): DeviceCallers {
  let shownBy = new WeakMap<object, Shown | "none" | "strange">();
  const forwarded = new Map<string, Shown | "strange">();
  const open = new Map<string, Set<Socket>>();

  // What was believed by another set of authorities is read anew.
  authority.on("changed", () => {
    shownBy = new WeakMap();
    forwarded.clear();
  });

  const read = (certificate: X509Certificate | undefined) =>
    (certificate && readShown(certificate, authority.certificates)) ?? "strange";
  /** Of the connection: the device's own certificate, or that of a proxy in between. */
  const peerOf = (socket: TLSSocket) => {
    const before = shownBy.get(socket);
    if (before) return before;
    const certificate = socket.getPeerX509Certificate?.();
    const shown = certificate ? read(certificate) : "none";
    shownBy.set(socket, shown);
    return shown;
  };
  const passedOn = (text: string) => {
    const before = forwarded.get(text);
    if (before) return before;
    const shown = read(parseCertificate(unescaped(text)));
    if (forwarded.size >= FORWARDED_KEPT) forwarded.clear();
    forwarded.set(text, shown);
    return shown;
  };
  const refuseTime = ({ untilMs, fromMs }: Shown, whose: string) => {
    const nowMs = clock();
    const [from, until, now] = [fromMs, untilMs, nowMs].map((ms) => new Date(ms).toISOString());
    if (nowMs >= untilMs) throw new Refusal("certificate-expired", `that of ${whose}, on ${until}`);
    if (nowMs < fromMs)
      throw new Refusal(
        "certificate-refused",
        `that of ${whose} is valid from ${from} on, and this server's clock says ${now}`,
      );
  };
  /** Issued between a backup and its restore, and after what is known: the newest renewal that was forgotten holds, and none before it. */
  const isForgotten = ({ fromMs }: Shown, { keyFromMs = 0 }: Standing) => fromMs > keyFromMs && restores.forgot(fromMs);
  /** Whose key was proved. */
  const prove = async (request: IncomingMessage): Promise<Proved> => {
    let shown = peerOf(request.socket as TLSSocket);
    const proxied = typeof shown !== "string" && shown.subject.kind === "proxy";
    if (typeof shown !== "string" && shown.subject.kind === "proxy") {
      refuseTime(shown, `the proxy ${shown.subject.name}`);
      if (proxies.isRevoked(shown.keyDigest))
        throw new Refusal("certificate-refused", `that of the proxy ${shown.subject.name} was revoked`);
      const text = request.headers[FORWARDED_CERTIFICATE];
      shown = typeof text === "string" && text !== "" ? passedOn(text) : "none";
    }
    if (shown === "none") throw new Refusal("certificate-required");
    if (shown === "strange" || shown.subject.kind !== "device")
      throw new Refusal("certificate-refused", "it is not one that this server has issued for a device");
    const { subject } = shown;
    const standing = await standings.find(subject.id);
    if (!standing) throw new Refusal("certificate-refused", `there is no device ${subject.id} here`);
    return { deviceId: subject.id, shown, standing, proxied, barred: barredOf(shown, standing) };
  };
  const barredOf = (shown: Shown, standing: Standing): Prover["barred"] => {
    const { key, nextKey, revokedMs, quarantinedMs } = standing;
    if (shown.keyDigest !== key && shown.keyDigest !== nextKey && !isForgotten(shown, standing)) return "replaced";
    if (revokedMs !== undefined) return "revoked";
    return quarantinedMs === undefined ? undefined : "quarantined";
  };
  const refuseBarred = ({ deviceId, standing, barred }: Proved) => {
    const since = (ms: number | undefined) => new Date(ms ?? 0).toISOString();
    if (barred === "replaced")
      throw new Refusal("certificate-refused", `a newer one was issued for ${deviceId}, and was used`);
    if (barred === "revoked") throw new Refusal("device-revoked", `${deviceId}, on ${since(standing.revokedMs)}`);
    if (barred === "quarantined")
      throw new Refusal("device-quarantined", `${deviceId}, since ${since(standing.quarantinedMs)}`);
  };
  /** Notes whose connection it is: a proxy's as long as the answer takes, another for as long as it is open. */
  const note = ({ deviceId, proxied }: Proved, { socket }: IncomingMessage, response: ServerResponse | undefined) => {
    const sockets = open.get(deviceId) ?? new Set<Socket>();
    if (sockets.has(socket) || (proxied && !response)) return;
    open.set(deviceId, sockets.add(socket));
    (proxied ? response! : socket).once("close", () => {
      sockets.delete(socket);
      if (sockets.size === 0 && open.get(deviceId) === sockets) open.delete(deviceId);
    });
  };

  return {
    async identify(request, response, expired = false) {
      const proved = await prove(request);
      const { deviceId, shown, standing } = proved;
      refuseBarred(proved);
      if (!expired) refuseTime(shown, deviceId);
      if (shown.keyDigest !== standing.key)
        await standings.set(db, deviceId, { key: shown.keyDigest, keyFromMs: shown.fromMs, nextKey: undefined });
      const waitSeconds = buckets.take(deviceId);
      if (waitSeconds !== undefined)
        throw new Refusal(
          "rate-limited",
          say("asks-too-often", { actor: deviceId, count: LIMITS.deviceRequestsPerSecond }),
          {
            retryAfterSeconds: waitSeconds,
          },
        );
      note(proved, request, response);
      return { kind: "device", deviceId };
    },
    prover: (request) =>
      prove(request).then(
        ({ deviceId, barred }) => ({ deviceId, barred }),
        (error) => {
          if (error instanceof Refusal) return undefined;
          throw error;
        },
      ),
    cut(deviceId, but) {
      for (const socket of open.get(deviceId) ?? []) if (socket !== but) socket.destroy();
    },
  };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
