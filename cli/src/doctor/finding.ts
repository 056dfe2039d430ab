/** What one look has found. `next` is there where something can be done. */
export interface Finding {
  check: string;
  state: "ok" | "warn" | "fail";
  text: string;
  next?: string | undefined;
}

export function ok(check: string, text: string): Finding {
  return { check, state: "ok", text };
}

export function warn(check: string, text: string, next: string): Finding {
  return { check, state: "warn", text, next };
}

export function fail(check: string, text: string, next: string | undefined): Finding {
  return { check, state: "fail", text, next };
}
