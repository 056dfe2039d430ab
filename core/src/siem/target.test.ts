import assert from "node:assert/strict";
import { test } from "node:test";
import { readTarget } from "./target.ts";

test("a target has a host and a port, its own or the usual one; a file is the server's", () => {
  const at = (text: string, format?: "syslog" | "json") => readTarget(text, format);
  assert.deepEqual(at("udp://log.example"), {
    target: { kind: "udp", host: "log.example", port: 514 },
    format: "syslog",
  });
  assert.deepEqual(at("tcp://10.0.0.7:1514"), {
    target: { kind: "tcp", host: "10.0.0.7", port: 1514 },
    format: "syslog",
  });
  assert.deepEqual(at("TLS://[fd00::7]/"), { target: { kind: "tls", host: "fd00::7", port: 6514 }, format: "syslog" });
  assert.deepEqual(at("tls://log.example:7000", "json"), {
    target: { kind: "tls", host: "log.example", port: 7000 },
    format: "json",
  });
  assert.deepEqual(at("file"), { target: { kind: "file" }, format: "json" });
});

test("what is no target is told why", () => {
  for (const [text, format, why] of [
    ["log.example", undefined, /no target; write udp:/],
    ["http://log.example", undefined, /no target/],
    ["tcp://log.example:0", undefined, /no port 0/],
    ["tcp://log.example:70000", undefined, /no port 70000/],
    ["tcp://log.example/path", undefined, /no target/],
    ["file:///etc/passwd", undefined, /no target/],
    ["file", "syslog", /lines of JSON/],
    ["udp://log.example", "json", /need a stream/],
    ["tcp://log.example", "json", /no usual port for JSON; write tcp:\/\/log\.example:PORT/],
  ] as const)
    assert.match(readTarget(text, format) as string, why);
});
