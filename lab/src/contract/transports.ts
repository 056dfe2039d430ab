import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address, Transport, TransportEvents } from "@shoal/agent/transport/transport";
import { hears, type Listener, settled, until } from "./listener.ts";

/** Where transports are tried: one subnet at least. */
export interface TransportWorld {
  /** The well-known port of the groups. */
  port: number;
  groups: readonly [string, string];
  /** Another agent on the machine and link of the one before. */
  open(events: TransportEvents): Promise<Transport>;
  /** Another link, in another subnet. */
  openElsewhere?(events: TransportEvents): Promise<Transport>;
  /** A link that carries next to nothing. */
  openSlow?(events: TransportEvents): Promise<Transport>;
  /** A link that ends when it is told to. */
  openDoomed?(events: TransportEvents): Promise<{ transport: Transport; end(): void }>;
  close(): Promise<void>;
}

/** What not every world has. */
export type WorldPart = "openElsewhere" | "openSlow" | "openDoomed";

/** What every transport has to do. @param lacks what this world cannot show */
export function transportContract(
  name: string,
  make: () => Promise<TransportWorld>,
  lacks: readonly WorldPart[] = [],
): void {
  type Open = (how?: (events: TransportEvents) => Promise<Transport>) => Promise<Listener>;
  const check = (
    what: string,
    needs: WorldPart | undefined,
    body: (world: Required<TransportWorld>, open: Open) => Promise<void>,
  ) => {
    if (needs && lacks.includes(needs)) return;
    test(`${name}: ${what}`, async () => {
      const world = (await make()) as Required<TransportWorld>;
      const opened: Listener[] = [];
      try {
        await body(world, async (how = world.open) => {
          const listener = await hears(how);
          opened.push(listener);
          return listener;
        });
      } finally {
        await Promise.all(opened.map(({ transport }) => transport.close()));
        await world.close();
      }
    });
  };
  const text = (words: string) => new TextEncoder().encode(words);
  /** Everything that was sent to the listener before has come, or will not. */
  const fence = async (from: Listener, to: Listener) => {
    await until(
      () => to.texts.includes("fence"),
      () => from.transport.send(text("fence"), to.transport.local),
    );
    await settled();
    to.clear();
  };

  check("what is sent to an address comes there, and can be answered", undefined, async (_world, open) => {
    const [a, b] = [await open(), await open()];
    await until(
      () => b.texts.length > 0,
      () => a.transport.send(text("hello"), b.transport.local),
    );
    assert.deepEqual([b.texts[0], b.froms[0]], ["hello", a.transport.local]);
    await until(
      () => a.texts.length > 0,
      () => b.transport.send(text("and you"), b.froms[0]!),
    );
    assert.deepEqual([a.texts[0], a.froms[0]], ["and you", b.transport.local]);
  });

  check("two on one machine have addresses of their own, and both hear a group", undefined, async (world, open) => {
    const [a, b, sender] = [await open(), await open(), await open()];
    assert.notDeepEqual(a.transport.local, b.transport.local);
    for (const each of [a, b]) each.transport.join(world.groups[0]);
    await until(
      () => a.texts.includes("all") && b.texts.includes("all"),
      () => sender.transport.send(text("all"), { host: world.groups[0], port: world.port }),
    );
    assert.deepEqual(a.froms[0], sender.transport.local);
    await fence(sender, a);
    await fence(sender, b);
    sender.transport.send(text("one"), a.transport.local);
    await fence(sender, b);
    await until(() => a.texts.includes("one"));
    assert.ok(!b.texts.includes("one"));
  });

  check("a group is heard by its members, and by no other", undefined, async (world, open) => {
    const [sender, member, other, none] = [await open(), await open(), await open(), await open()];
    member.transport.join(world.groups[0]);
    other.transport.join(world.groups[1]);
    const heard: string[] = [];
    for (const each of [other, none]) each.onText = (words) => heard.push(words);
    await until(
      () => member.texts.includes("members"),
      () => sender.transport.send(text("members"), { host: world.groups[0], port: world.port }),
    );
    await fence(sender, other);
    await fence(sender, none);
    assert.ok(heard.includes("fence") && !heard.includes("members"));
    await until(
      () => other.texts.includes("others"),
      () => sender.transport.send(text("others"), { host: world.groups[1], port: world.port }),
    );
  });

  check("who left a group hears it no more, and may come back", undefined, async (world, open) => {
    const [sender, member, second] = [await open(), await open(), await open()];
    const cast = (words: string) => () =>
      sender.transport.send(text(words), { host: world.groups[0], port: world.port });
    // Alone first: another member on the machine would hide that this one is none.
    member.transport.join(world.groups[0]);
    member.transport.join(world.groups[0]);
    member.transport.rejoin(world.groups[0]);
    await until(() => member.texts.includes("first"), cast("first"));
    second.transport.join(world.groups[0]);
    member.transport.leave(world.groups[0]);
    member.transport.leave(world.groups[0]);
    member.clear();
    await until(() => second.texts.includes("second"), cast("second"));
    await until(
      () => member.texts.includes("fence"),
      () => sender.transport.send(text("fence"), member.transport.local),
    );
    await settled();
    assert.ok(!member.texts.includes("second"));
    member.transport.join(world.groups[0]);
    await until(() => member.texts.includes("third"), cast("third"));
    second.transport.leave(world.groups[0]);
    second.transport.rejoin(world.groups[0]);
    await until(() => second.texts.includes("fourth"), cast("fourth"));
    assert.deepEqual([...member.downs, ...second.downs], []);
  });

  check("nobody hears himself", undefined, async (world, open) => {
    const [a, b] = [await open(), await open()];
    for (const each of [a, b]) each.transport.join(world.groups[0]);
    const group = { host: world.groups[0], port: world.port };
    await until(
      () => b.texts.includes("a"),
      () => a.transport.send(text("a"), group),
    );
    await until(
      () => a.texts.includes("b"),
      () => b.transport.send(text("b"), group),
    );
    await settled();
    assert.ok(!a.texts.includes("a") && !b.texts.includes("b"));
  });

  check("the longest datagram comes whole, and a longer one is refused", undefined, async (world, open) => {
    const [a, b] = [await open(), await open()];
    b.transport.join(world.groups[0]);
    const longest = new Uint8Array(a.transport.datagramBytes).map((_, at) => at % 251);
    const group = { host: world.groups[0], port: world.port };
    await until(
      () => b.bytes.length > 0,
      () => a.transport.send(longest, group),
    );
    assert.deepEqual(new Uint8Array(b.bytes[0]!), longest);
    for (const to of [group, b.transport.local])
      assert.throws(() => a.transport.send(new Uint8Array(longest.length + 1), to), RangeError);
    assert.equal(a.transport.queued, 0);
  });

  check("only groups of ours are joined", undefined, async (world, open) => {
    const { transport } = await open();
    const otherFamily = transport.local.host.includes(":") ? "239.255.1.2" : "ff12::1";
    for (const wrong of ["224.0.0.1", "239.254.0.1", "ff02::1", "ff15::1", "10.0.0.1", "group", otherFamily])
      assert.throws(() => transport.join(wrong), RangeError, wrong);
    transport.join(world.groups[0]);
  });

  check("what does not fit into the receive buffer is counted", undefined, async (_world, open) => {
    const [a, b] = [await open(), await open()];
    assert.ok(b.transport.receiveBufferBytes > 0);
    if (b.transport.dropped() === undefined) return;
    assert.equal(b.transport.dropped(), 0);
    // All in one go: the receiver, in this process, gets to nothing meanwhile.
    const count = Math.ceil((2 * 4 * 1024 * 1024) / 1000);
    for (let at = 0; at < count; at++) assert.ok(a.transport.send(new Uint8Array(1000), b.transport.local));
    const dropped = b.transport.dropped()!;
    assert.ok(dropped > 0 && dropped < count, `${dropped} of ${count}`);
    await fence(a, b);
    assert.equal(b.count - b.fences, count - dropped);
    assert.equal(a.transport.dropped(), 0);
  });

  check("after the end nothing comes and nothing goes", undefined, async (world, open) => {
    const [a, b, c] = [await open(), await open(), await open()];
    const group = { host: world.groups[0], port: world.port };
    for (const each of [a, b]) each.transport.join(world.groups[0]);
    await until(
      () => a.texts.includes("before") && b.texts.includes("before"),
      () => c.transport.send(text("before"), group),
    );
    c.transport.send(text("on its way"), a.transport.local);
    const before = a.count;
    await Promise.all([a.transport.close(), a.transport.close()]);
    assert.equal(a.transport.send(text("late"), b.transport.local), false);
    a.transport.join(world.groups[0]);
    a.transport.leave(world.groups[0]);
    b.clear();
    await until(
      () => b.texts.includes("after"),
      () => c.transport.send(text("after"), group),
    );
    await fence(c, b);
    assert.equal(a.count, before);
    assert.equal(a.transport.queued, 0);
    assert.deepEqual([a.downs, b.downs], [[], []]);
  });

  check("a link that takes too little pushes back, and can be left", "openSlow", async (world, open) => {
    const slow = await open(world.openSlow);
    const group: Address = { host: world.groups[0], port: world.port };
    let taken = 0;
    while (taken < 10_000 && slow.transport.send(new Uint8Array(1200), group)) taken++;
    assert.ok(taken >= 64 && taken < 10_000, `${taken} were taken`);
    assert.equal(slow.transport.queued, 64);
    assert.equal(slow.transport.send(new Uint8Array(1), group), false);
    assert.equal(slow.transport.queued, 64);
    await slow.transport.close();
    assert.equal(slow.transport.queued, 0);
    assert.equal(slow.transport.failures().count, 0);
  });

  check("a group stays on its link, although both are of one machine", "openElsewhere", async (world, open) => {
    const [here, near] = [await open(), await open()];
    const [there, far] = [await open(world.openElsewhere), await open(world.openElsewhere)];
    for (const each of [near, far]) each.transport.join(world.groups[0]);
    const heard: string[] = [];
    const nearHeard: string[] = [];
    far.onText = (words) => heard.push(words);
    near.onText = (words) => nearHeard.push(words);
    const group = { host: world.groups[0], port: world.port };
    await until(
      () => near.texts.includes("here"),
      () => here.transport.send(text("here"), group),
    );
    await fence(there, far);
    assert.deepEqual(
      heard.filter((each) => each !== "fence"),
      [],
    );
    await until(
      () => heard.includes("there"),
      () => there.transport.send(text("there"), group),
    );
    await fence(here, near);
    assert.ok(!nearHeard.includes("there"));
  });

  check("a link that ends is told once, and sending goes on to nowhere", "openDoomed", async (world, open) => {
    let end: () => void = () => undefined;
    const doomed = await open(async (events) => {
      const opened = await world.openDoomed(events);
      end = opened.end;
      return opened.transport;
    });
    doomed.transport.join(world.groups[0]);
    end();
    const group = { host: world.groups[0], port: world.port };
    await until(
      () => doomed.downs.length > 0,
      () => doomed.transport.send(text("?"), group),
    );
    for (let at = 0; at < 3; at++) doomed.transport.send(text("?"), group);
    await settled();
    assert.equal(doomed.downs.length, 1);
    assert.match(doomed.downs[0]!, /\S/);
    assert.ok(doomed.transport.failures().count > 0);
  });
}
