import { LIMITS } from "@shoal/protocol/limits";
import { type SiemRecord, titleOf } from "./record.ts";

/** 13 is "log audit" (RFC 5424 table 1); 16 is local0. */
const FACILITY = { audit: 13, event: 16 } as const;
const WARNING = 4;
const INFO = 6;
/** RFC 5612 keeps this enterprise number for examples; we have none of our own. */
const SD_ID = "shoal@32473";
const VALUE_CHARS = 1024;

/** Who sends: host and process. */
export interface SyslogSource {
  host: string;
  processId: number;
}

/**
 * A record as a syslog message (RFC 5424): what a machine looks for is structured data, and the message is for people. What would be longer than
 * receivers take loses its data, and says so.
 */
export function formatSyslog(record: SiemRecord, source: SyslogSource): string {
  const { stream, id, atMs, kind, subject, actor, remote, requestId, data } = record;
  const priority = FACILITY[stream] * 8 + (isWarning(record) ? WARNING : INFO);
  const time = new Date(atMs).toISOString();
  const header = `<${priority}>1 ${time} ${word(source.host, 255)} shoal ${source.processId} ${word(kind, 32)}`;
  const own: [string, unknown][] = [
    ["stream", stream],
    ["id", id],
    ["subject", subject],
    ["actor", actor],
    ["remote", remote],
    ["requestId", requestId],
  ];
  const text = messageText(`${titleOf(record)}: ${subject}${actor === undefined ? "" : ` by ${actor}`}`);
  const whole = `${header} ${structured([...own, ...renamed(data)])} ${text}`;
  if (new TextEncoder().encode(whole).length <= LIMITS.syslogBytes) return whole;
  return `${header} ${structured([...own, ["truncated", true]])} ${text}`;
}

/** RFC 6587 3.4.1: how many bytes follow, and these; so a message may have any bytes. */
export function octetCounted(message: string): string {
  return `${new TextEncoder().encode(message).length} ${message}`;
}

/** What somebody who watches should look at: things that failed, were refused, or stopped. */
function isWarning({ kind, data }: SiemRecord): boolean {
  if (
    /\.(failed|refused|enrolment-refused|ring-halted|stopped|timed-out|given-up|missed|disabled|recalled)$/.test(kind)
  )
    return true;
  return kind === "action.step" && data["state"] === "failed";
}

/** Data may have keys that the record has too: `id`, `subject`. */
function renamed(data: SiemRecord["data"]): [string, unknown][] {
  return Object.entries(data).map(([key, value]) => [`data.${key}`, value]);
}

function structured(pairs: readonly [string, unknown][]): string {
  const params = pairs
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ` ${paramName(name)}="${paramValue(value)}"`);
  return `[${SD_ID}${params.join("")}]`;
}

/** SD-NAME: printable ASCII but `=`, space, `]` and `"`, at most 32. */
function paramName(name: string): string {
  return word(name.replace(/[="\]]/g, "_"), 32);
}

/** PARAM-VALUE: `"`, `\` and `]` are escaped (6.3.3). A line break would end the message for a receiver that reads lines. */
function paramValue(value: unknown): string {
  const text = oneLine(typeof value === "object" ? JSON.stringify(value) : String(value));
  const cut = text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS).replace(/[\ud800-\udbff]$/, "")}…` : text;
  return cut.replace(/["\\\]]/g, "\\$&");
}

/** A word of the header: printable ASCII without spaces; `-` where there is nothing. */
function word(text: string, most: number): string {
  return text.replace(/[^\x21-\x7e]/g, "_").slice(0, most) || "-";
}

/** MSG: text that is not plain ASCII begins with a byte order mark (6.4). */
function messageText(text: string): string {
  const line = oneLine(text).slice(0, VALUE_CHARS);
  return /^[\x20-\x7e]*$/.test(line) ? line : `\ufeff${line}`;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in it
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ").toWellFormed();
}
