import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { Caster } from "./caster.ts";

const SIZE = 4 * PIECE_BYTES - 100_000;
const LAST_K = 57;

function all(caster: Caster): [number, number][] {
  const sent: [number, number][] = [];
  for (let next = caster.next(); next; next = caster.next()) sent.push([next.block, next.index]);
  return sent;
}

test("each block goes out once, whole, the last one with as many symbols as it fills", () => {
  const caster = new Caster(SIZE, 4);
  for (const block of [0, 3, 0]) caster.add(block);
  const sent = all(caster);
  assert.equal(sent.length, 128 + LAST_K);
  assert.deepEqual(
    [sent[0], sent[127], sent[128], sent.at(-1)],
    [
      [0, 0],
      [0, 127],
      [3, 0],
      [3, LAST_K - 1],
    ],
  );
  caster.add(0);
  assert.ok(caster.isIdle);
});

test("many that lack different symbols cost as much parity as the worst of them, however late or often they say so", () => {
  const caster = new Caster(SIZE, 4);
  caster.add(1);
  all(caster);
  const has = () => true;
  assert.ok(caster.nack([{ block: 1, need: 3, known: 128 }], has));
  assert.equal(caster.nack([{ block: 1, need: 2, known: 128 }], has), false, "on its way already");
  assert.ok(caster.nack([{ block: 1, need: 5, known: 128 }], has));
  const repairs = all(caster);
  assert.deepEqual(
    repairs,
    [128, 129, 130, 131, 132].map((index) => [1, index]),
  );
  caster.nack([{ block: 1, need: 2, known: 133 }], has);
  assert.equal(all(caster).length, 2, "lost again, asked for again");
});

test("who has not heard that all was sent is told by a mark, and given nothing yet", () => {
  const caster = new Caster(SIZE, 4);
  caster.add(0);
  all(caster);
  caster.marks();
  assert.ok(caster.nack([{ block: 0, need: 4, known: 124 }], () => true));
  assert.deepEqual(all(caster), []);
  assert.deepEqual(caster.marks()[0], { block: 0, sent: 128, planned: 128 });
});

test("a block has 127 parity symbols, a short one too; then it begins anew", () => {
  const caster = new Caster(SIZE, 4);
  caster.add(3);
  all(caster);
  caster.nack([{ block: 3, need: 128, known: LAST_K }], () => true);
  const parity = all(caster);
  assert.equal(parity.at(-1)![1], LAST_K + 126);
  assert.equal(
    caster.nack([{ block: 3, need: 1, known: LAST_K + 127 }], () => true),
    false,
  );
  caster.addAgain(3);
  assert.deepEqual(all(caster)[0], [3, 0]);
});

test("what another had begun comes whole, where it is here", () => {
  const caster = new Caster(SIZE, 4);
  caster.nack([{ block: 2, need: 90, known: 38 }], (block) => block === 2);
  caster.nack([{ block: 1, need: 90, known: 38 }], (block) => block === 2);
  assert.deepEqual(new Set(all(caster).map(([block]) => block)), new Set([2]));
});

test("with the last block goes what hardly a block needs more of, where there was loss; without loss nothing", () => {
  const unasked = (need: number, isEnding: boolean) => {
    const caster = new Caster(60 * PIECE_BYTES, 60);
    for (let block = 0; block < 40; block++) {
      caster.add(block);
      all(caster);
      const { planned } = caster.marks().find((each) => each.block === block)!;
      const short = need * (block % 2 === 0 ? 1 : 2) - (planned - 128);
      if (need > 0 && short > 0) caster.nack([{ block, need: short, known: planned }], () => true);
      all(caster);
    }
    caster.isEnding = isEnding;
    caster.add(40);
    caster.add(41);
    const sent = all(caster);
    const of = (block: number) => sent.filter(([each]) => each === block).length - 128;
    return [of(40), of(41)] as const;
  };
  assert.deepEqual(unasked(0, true), [0, 0]);
  const [before, last] = unasked(3, true);
  assert.ok(before <= 4, `${before} with the block before`);
  assert.ok(last >= 6 && last <= 12, `${last} with the last one`);
  assert.ok(unasked(3, false)[1] <= 4, "more is to come");
});

test("steady loss is answered before it is asked about, and no more than a tenth of a block", () => {
  const caster = new Caster(60 * PIECE_BYTES, 60);
  let ahead = 0;
  for (let block = 0; block < 60; block++) {
    caster.add(block);
    ahead = all(caster).length - 128;
    const { planned } = caster.marks().find((each) => each.block === block)!;
    if (ahead < 8) caster.nack([{ block, need: 8 - ahead, known: planned }], () => true);
    all(caster);
  }
  assert.ok(ahead >= 5 && ahead <= 12, `${ahead} symbols unasked`);
});
