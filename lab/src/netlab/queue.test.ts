import assert from "node:assert/strict";
import { test } from "node:test";
import { accessPointLines, cardQueue, queueLine, switchQueue, wanQueue } from "./queue.ts";

test("a bucket holds a millisecond, and never less than four frames", () => {
  assert.deepEqual(
    [queueLine("eth0", cardQueue(100)), queueLine("h1", switchQueue(40)), queueLine("h1", switchQueue(0))],
    [
      "qdisc replace dev eth0 root tbf rate 100mbit burst 12500 limit 1536000 overhead 24",
      "qdisc replace dev h1 root tbf rate 40mbit burst 6000 limit 262144 overhead 24",
      "qdisc replace dev h1 root pfifo limit 1000",
    ],
  );
});

test("what waits for the WAN waits 60 ms at most, or is 40 frames", () => {
  assert.deepEqual(
    [2, 20].map((mbit) => queueLine("wan0", wanQueue(mbit))),
    [
      "qdisc replace dev wan0 root tbf rate 2mbit burst 6000 limit 60000 overhead 0",
      "qdisc replace dev wan0 root tbf rate 20mbit burst 6000 limit 150000 overhead 0",
    ],
  );
});

test("an access point has a class for what goes to all, of either family", () => {
  const lines = accessPointLines("h2", 40, 6);
  assert.deepEqual(
    lines.filter((line) => line.startsWith("class ")),
    [
      "class add dev h2 parent 1: classid 1:1 htb rate 40mbit ceil 40mbit overhead 24",
      "class add dev h2 parent 1: classid 1:2 htb rate 6mbit ceil 6mbit overhead 24",
    ],
  );
  assert.equal(lines.filter((line) => line.endsWith(" flowid 1:2")).length, 3);
});
