/** What a request's conditions and range ask for (RFC 9110 13.2.2 gives their order). */
export type Wanted = { status: 200 } | { status: 206; first: number; last: number } | { status: 304 | 412 | 416 };

export interface RangeHeaders {
  range?: string | undefined;
  "if-range"?: string | undefined;
  "if-match"?: string | undefined;
  "if-none-match"?: string | undefined;
}

/**
 * One range is served; several in one request, other units and what is not a range are answered with the whole, as RFC
 * 9110 14.2 lets a server do.
 */
export function wantedOf(headers: RangeHeaders, etag: string, sizeBytes: number): Wanted {
  const match = headers["if-match"];
  if (match !== undefined && !matches(match, etag)) return { status: 412 };
  const noneMatch = headers["if-none-match"];
  if (noneMatch !== undefined && matches(noneMatch, etag, "weakly")) return { status: 304 };
  // RFC 9110 13.1.5: only a strong validator that is equal; a date never is, for there is none here.
  const ifRange = headers["if-range"];
  if (headers.range === undefined || (ifRange !== undefined && ifRange !== etag)) return { status: 200 };
  return parse(headers.range, sizeBytes);
}

function parse(range: string, sizeBytes: number): Wanted {
  const parts = /^bytes=[ \t]*(\d{0,16})-(\d{0,16})[ \t]*$/i.exec(range);
  if (!parts || (parts[1] === "" && parts[2] === "")) return { status: 200 };
  if (parts[1] === "") {
    const length = Math.min(Number(parts[2]), sizeBytes);
    return length === 0 ? { status: 416 } : { status: 206, first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(parts[1]);
  const last = parts[2] === "" ? sizeBytes - 1 : Math.min(Number(parts[2]), sizeBytes - 1);
  if (parts[2] !== "" && Number(parts[2]) < first) return { status: 200 };
  return first >= sizeBytes ? { status: 416 } : { status: 206, first, last };
}

/** RFC 9110 8.8.3.2: weakly, `W/"x"` is equal to `"x"`; strongly it is equal to nothing. */
function matches(list: string, etag: string, how?: "weakly"): boolean {
  if (list.trim() === "*") return true;
  return list.split(",").some((each) => {
    const tag = each.trim();
    return tag === etag || (how === "weakly" && tag === `W/${etag}`);
  });
}
