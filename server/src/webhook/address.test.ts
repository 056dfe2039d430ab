import assert from "node:assert/strict";
import type { LookupAddress } from "node:dns";
import { test } from "node:test";
import { guardedLookup, mayReach, reachOf, whyNoUrl } from "./address.ts";

const none = reachOf({});

test("only public addresses are reached, however they are written, unless the operator allows others", () => {
  for (const address of [
    "198.51.100.7",
    "192.0.2.1",
    "10.0.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
  ])
    assert.equal(mayReach(address, none), false, address);
  for (const address of ["::1", "fe80::1", "fd00:7::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "::ffff:8.8.8.8"])
    assert.equal(mayReach(address, none), false, address);
  for (const address of ["8.8.8.8", "2606:4700::1111"]) assert.equal(mayReach(address, none), true, address);
  const some = reachOf({ webhookAllow: ["10.20.0.0/16", "fd00:7::/64", "127.0.0.1"] });
  for (const address of ["10.20.3.4", "fd00:7::9", "127.0.0.1", "8.8.8.8"]) assert.equal(mayReach(address, some), true);
  for (const address of ["10.21.0.1", "fd00:8::9", "127.0.0.2"]) assert.equal(mayReach(address, some), false);
  assert.throws(() => reachOf({ webhookAllow: ["10.20.0.0/99"] }), /--webhook-allow 10\.20\.0\.0\/99 is no address/);
});

test("a URL is refused with the reason, before anything is looked up", () => {
  const why = (url: string, reach = none) => whyNoUrl(url, reach);
  assert.equal(why("https://receiver.example/hook?key=1"), undefined);
  assert.match(why("receiver.example")!, /no URL/);
  assert.match(why("ftp://receiver.example")!, /ftp: is not spoken/);
  assert.match(why("http://receiver.example")!, /--insecure-webhooks/);
  assert.equal(why("http://receiver.example", reachOf({ insecureWebhooks: true })), undefined);
  assert.match(why("https://me:secret@receiver.example")!, /name and a password/);
  assert.match(why("https://receiver.example/#part")!, /behind #/);
  for (const host of ["127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:10.0.0.1]"])
    assert.match(why(`https://${host}/`)!, /no public address.*--webhook-allow/, host);
});

test("a name that leads to a private address is not followed there, and of several addresses only those that may be", async () => {
  const resolving = (...addresses: string[]) =>
    guardedLookup(none, ((_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      )) as never);
  const ask = (lookup: ReturnType<typeof guardedLookup>, all: boolean) =>
    new Promise((resolve, reject) =>
      lookup("receiver.example", { all } as never, (error, address) => (error ? reject(error) : resolve(address))),
    );
  await assert.rejects(ask(resolving("10.0.0.1"), true), /receiver\.example is 10\.0\.0\.1, no public address/);
  assert.deepEqual(await ask(resolving("10.0.0.1", "8.8.8.8"), true), [{ address: "8.8.8.8", family: 4 }]);
  assert.equal(await ask(resolving("10.0.0.1", "2606:4700::1111"), false), "2606:4700::1111");
});
