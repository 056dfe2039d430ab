import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { formatJsonLine, type SiemRecord } from "./record.ts";
import { formatSyslog, octetCounted } from "./syslog.ts";

const source = { host: "shoal.example", processId: 42 };
const audit: SiemRecord = {
  ...{ stream: "audit", id: 7, atMs: Date.UTC(2026, 10, 28, 9, 30, 0, 5), kind: "task.started", subject: "task:12" },
  ...{ actor: "token:admin", remote: "192.0.2.7", requestId: "ab12", data: { devices: 3 } },
};
const event: SiemRecord = { stream: "event", id: 9, atMs: 0, kind: "action.step", subject: "action:1", data: {} };

test("a record is a message of RFC 5424, to the byte", () => {
  assert.equal(
    formatSyslog(audit, source),
    '<110>1 2026-11-28T09:30:00.005Z shoal.example shoal 42 task.started [shoal@32473 stream="audit" id="7" subject="task:12" actor="token:admin" remote="192.0.2.7" requestId="ab12" data.devices="3"] A task was started: task:12 by token:admin',
  );
  assert.match(formatSyslog(event, source), /^<134>1 1970-01-01T00:00:00\.000Z /);
});

test("what failed or was refused is a warning", () => {
  const severity = (more: Partial<SiemRecord>) =>
    Number(/^<(\d+)>/.exec(formatSyslog({ ...event, ...more }, source))![1]) % 8;
  assert.deepEqual(
    [{ kind: "action.failed" }, { kind: "rollout.ring-halted" }, { data: { state: "failed" } }].map(severity),
    [4, 4, 4],
  );
  assert.deepEqual([{}, { kind: "task.finished" }, { data: { state: "succeeded" } }].map(severity), [6, 6, 6]);
});

test("no value gets out of its quotes, and no line is broken", () => {
  const line = formatSyslog(
    {
      ...event,
      data: { 'a]b=c"d ': 'x"] evil="1\\', lines: "one\ntwo\r\u2028three\u0000", deep: { a: ["b"] }, no: null },
    },
    source,
  );
  assert.match(line, / data\.a_b_c_d_="x\\"\\\] evil=\\"1\\\\" /);
  assert.match(line, / data\.lines="one two {2}three " /);
  assert.match(line, / data\.deep="\{\\"a\\":\[\\"b\\"\\\]\}"\] /);
  assert.doesNotMatch(line, /data\.no/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  assert.doesNotMatch(line, /[\u0000-\u001f]/);
});

test("names of hosts and kinds fit the header; text beyond ASCII is marked as what it is", () => {
  const line = formatSyslog(
    { ...event, kind: `über ${"x".repeat(90)}`, subject: "device:Büro" },
    { ...source, host: "a b" },
  );
  const [, , host, app, pid, kind] = line.split(" ");
  assert.deepEqual([host, app, pid, kind], ["a_b", "shoal", "42", `_ber_${"x".repeat(27)}`]);
  assert.match(line, /subject="device:Büro"\] \ufeffüber/);
});

test("what would be too long loses its data and says so; a long value is cut", () => {
  const long = (count: number, chars: number) =>
    formatSyslog(
      { ...event, data: Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, "ä".repeat(chars)])) },
      source,
    );
  assert.match(long(1, 5000), /data\.k0="ä{1024}…"/);
  const cut = long(20, 5000);
  assert.match(cut, /id="9" subject="action:1" truncated="true"\]/);
  assert.ok(Buffer.byteLength(long(3, 5000)) <= LIMITS.syslogBytes && Buffer.byteLength(cut) <= LIMITS.syslogBytes);
});

test("octets are counted, and not letters", () => {
  assert.equal(octetCounted("ä€"), "5 ä€");
});

test("a line of JSON is one document, whatever is in it", () => {
  const line = formatJsonLine({ ...audit, data: { text: "a\nb" } }, "shoal.example");
  assert.equal(line.indexOf("\n"), line.length - 1);
  assert.deepEqual(JSON.parse(line), {
    ...{ time: "2026-11-28T09:30:00.005Z", host: "shoal.example", app: "shoal", stream: "audit", id: 7 },
    ...{ kind: "task.started", title: "A task was started", subject: "task:12", actor: "token:admin" },
    ...{ remote: "192.0.2.7", requestId: "ab12", data: { text: "a\nb" } },
  });
});
