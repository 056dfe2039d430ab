/** What one device asks another for, over TLS with the session's key; the answer's pieces are judged by the manifest. */
export type PeerRequest =
  /** The pieces of a run that are here: of the first stretch of them, named by `RUN_HEADER`. */
  | { ask: "pieces"; session: string; run: PeerRun }
  /** Which pieces are here: `PeerHave`. */
  | { ask: "have"; session: string }
  /** Each of these pieces in a frame, as soon as it is here. */
  | { ask: "stream"; session: string; want: PeerRun[] };

/** The first piece and how many. */
export type PeerRun = [first: number, count: number];

/** Of an answer with pieces: `first-last`, both included. */
export const RUN_HEADER = "shoal-run";

const SESSION = /^[0-9a-f]{16}$/;
/** A piece number of the largest blob has six digits; what is longer than nine is no number of ours. */
const RUN = /^(0|[1-9][0-9]{0,8})-(0|[1-9][0-9]{0,8})$/;

/** A session by its name in the multicast datagrams: 8 bytes in hexadecimal. */
export function isSessionId(text: string): boolean {
  return SESSION.test(text);
}

export function peerPath(request: PeerRequest): string {
  const path = `/v1/${request.ask}/${request.session}`;
  if (request.ask === "pieces") return `${path}/${formatRun(request.run)}`;
  return request.ask === "stream" ? `${path}?want=${request.want.map(formatRun).join(",")}` : path;
}

/** @returns undefined where it is not a path of these, or has more than `maxRuns` runs */
export function parsePeerPath(path: string, maxRuns: number): PeerRequest | undefined {
  const [, ask, session, rest = ""] = path.match(/^\/v1\/(pieces|have|stream)\/([0-9a-f]{16})(.*)$/) ?? [];
  if (session === undefined) return undefined;
  if (ask === "have") return rest === "" ? { ask, session } : undefined;
  if (ask === "pieces") {
    const run = rest.startsWith("/") ? parseRun(rest.slice(1)) : undefined;
    return run && { ask, session, run };
  }
  if (!rest.startsWith("?want=")) return undefined;
  const words = rest.slice("?want=".length).split(",", maxRuns + 1);
  const want = words.map(parseRun).filter((run) => run !== undefined);
  return words.length <= maxRuns && want.length === words.length ? { ask: "stream", session, want } : undefined;
}

export function formatRun([first, count]: Readonly<PeerRun>): string {
  return `${first}-${first + count - 1}`;
}

/** @returns undefined where it is not a run */
export function parseRun(text: string): PeerRun | undefined {
  const [, first, last] = text.match(RUN) ?? [];
  const count = Number(last) - Number(first) + 1;
  return count >= 1 ? [Number(first), count] : undefined;
}
