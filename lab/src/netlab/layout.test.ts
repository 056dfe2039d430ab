import assert from "node:assert/strict";
import { test } from "node:test";
import { Layout, labOf } from "./layout.ts";
import type { NetlabShape } from "./shape.ts";

const SHAPE: NetlabShape = { subnets: 2, hosts: 3, wanMbit: 20, lanMbit: 40, lossPercent: 0 };

test("names and addresses follow from shape and id", () => {
  const four = new Layout(SHAPE, "a-1");
  const six = new Layout({ ...SHAPE, ipv6: true }, "a-1");
  assert.deepEqual(four.hosts, ["s1.h1", "s1.h2", "s1.h3", "s2.h1", "s2.h2", "s2.h3"]);
  assert.equal(four.namespaceOf("s2.h3"), "shoal-a-1-s2.h3");
  const addresses = (layout: Layout) => [
    layout.addressOf("srv"),
    layout.gatewayOf(0),
    layout.addressOf("s2.h3"),
    layout.gatewayOf(2),
  ];
  assert.deepEqual(addresses(four), ["10.77.0.1", "10.77.0.254", "10.77.2.13", "10.77.2.254"]);
  assert.deepEqual(addresses(six), ["fd00:77::1", "fd00:77::fe", "fd00:77:2::13", "fd00:77:2::fe"]);
  assert.deepEqual(four.portOf("s2.h3"), { switchNode: "sw2", device: "h3" });
  assert.deepEqual(four.portOf("s2"), { switchNode: "sw2", device: "up0" });
});

test("what there is not is refused", () => {
  const layout = new Layout(SHAPE, "a");
  for (const node of ["s3.h1", "s1.h4", "s0.h1", "s1", "sw3", "", "s1.h1/../x"])
    assert.throws(() => layout.namespaceOf(node), /no such node/);
  for (const node of ["rtr", "sw1", "s1.h4"]) assert.throws(() => layout.addressOf(node), /no such host/);
  for (const node of ["s3", "srv", "s1.h4"]) assert.throws(() => layout.portOf(node), /no such node/);
  for (const id of ["", "a/b", "a b", "ä"]) assert.throws(() => new Layout(SHAPE, id), /not an id/);
});

test("a lab is told by its namespaces, and never taken for another one", () => {
  for (const id of ["a", "a-srv", "12-345-1"])
    for (const node of new Layout(SHAPE, id).nodes) assert.equal(labOf(`shoal-${id}-${node}`), id);
  for (const name of ["shoal-a", "shoal-srv", "other-a-srv", "shoal-a-srv2", "sh116-s1h1"])
    assert.equal(labOf(name), undefined);
});
