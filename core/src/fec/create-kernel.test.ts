import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createKernel } from "./create-kernel.ts";
import type { Kernel } from "./kernel.ts";
import { agreesWithField } from "./self-test.ts";
import { tableKernel } from "./table-kernel.ts";
import { wasmKernel } from "./wasm-kernel.ts";

const VECTORS = 40;
const KERNELS = { wasm: wasmKernel, tables: tableKernel };

test("this machine has the fast kernel", () => {
  assert.equal(createKernel(0).kind, "wasm");
});

test("both kernels leave the same memory behind, byte for byte", () => {
  const wasm = wasmKernel(VECTORS * 16)!;
  const tables = tableKernel(VECTORS * 16);
  const at = { wasm: wasm.allocate(VECTORS * 16), tables: tables.allocate(VECTORS * 16) };
  const ranges = fc
    .tuple(fc.nat(VECTORS), fc.nat(VECTORS), fc.nat(VECTORS), fc.nat(255))
    .filter(
      ([dst, src, length]) => Math.max(dst, src) + length <= VECTORS && (dst === src || Math.abs(dst - src) >= length),
    );
  const content = fc.uint8Array({ minLength: VECTORS * 16, maxLength: VECTORS * 16 });
  fc.assert(
    fc.property(content, fc.array(ranges, { maxLength: 20 }), (bytes, steps) => {
      wasm.bytes.set(bytes, at.wasm);
      tables.bytes.set(bytes, at.tables);
      for (const [dst, src, length, factor] of steps) {
        wasm.multiplyAdd(at.wasm + dst * 16, at.wasm + src * 16, length * 16, factor);
        tables.multiplyAdd(at.tables + dst * 16, at.tables + src * 16, length * 16, factor);
      }
      const after = (kernel: Kernel, from: number) => Buffer.from(kernel.bytes.subarray(from, from + bytes.length));
      assert.deepEqual(after(wasm, at.wasm), after(tables, at.tables));
    }),
  );
});

for (const [kind, make] of Object.entries(KERNELS)) {
  test(`${kind}: memory is handed out in whole vectors until it is used up`, () => {
    const kernel = make(65_536)!;
    assert.equal(kernel.kind, kind);
    const first = kernel.allocate(1);
    assert.equal(first % 16, 0);
    assert.equal(kernel.allocate(65_520), first + 16);
    assert.throws(() => kernel.allocate(kernel.bytes.length), RangeError);
    assert.throws(() => kernel.allocate(Number.NaN), RangeError);
  });

  test(`${kind}: a range that is not whole vectors of the memory is refused, and nothing written`, () => {
    const kernel = make(0)!;
    const size = kernel.bytes.length;
    const before = Buffer.from(kernel.bytes);
    for (const [dst, src, length] of [
      [size - 16, 0, 32],
      [0, size - 16, 32],
      [-16, 16, 16],
      [8, 16, 16],
      [0, 20, 16],
      [0, 16, 15],
      [16, 32, -16],
    ] as const)
      assert.throws(() => kernel.multiplyAdd(dst, src, length, 3), RangeError);
    kernel.multiplyAdd(size, size, 0, 3);
    assert.deepEqual(Buffer.from(kernel.bytes), before);
  });

  test(`${kind}: the self-test passes`, () => {
    assert.equal(agreesWithField(make(0)!), true);
  });
}

/** A kernel whose multiplyAdd is a little wrong. */
function wrong(multiplyAdd: (real: Kernel, ...args: Parameters<Kernel["multiplyAdd"]>) => void) {
  return (memoryBytes: number): Kernel => {
    const real = tableKernel(memoryBytes);
    return { ...real, kind: "wasm", multiplyAdd: (...args) => multiplyAdd(real, ...args) };
  };
}

const BROKEN: Record<string, (memoryBytes: number) => Kernel | undefined> = {
  "one wrong product": wrong((real, dst, src, length, factor) => {
    real.multiplyAdd(dst, src, length, factor);
    if (factor === 0xc3) real.bytes[dst + 0xfe]! ^= 1;
  }),
  "something times 0": wrong((real, dst, src, length, factor) => real.multiplyAdd(dst, src, length, factor || 1)),
  "another polynomial's coefficient": wrong((real, dst, src, length, factor) =>
    real.multiplyAdd(dst, src, length, factor > 127 ? factor ^ 2 : factor),
  ),
  "sets instead of adding": wrong((real, dst, src, length, factor) => {
    real.bytes.fill(0, dst, dst + length);
    real.multiplyAdd(dst, src, length, factor);
  }),
  "leaves the last vector out": wrong((real, dst, src, length, factor) =>
    real.multiplyAdd(dst, src, length - 16, factor),
  ),
  "writes a vector too many": wrong((real, dst, src, length, factor) => {
    real.multiplyAdd(dst, src, length, factor);
    real.bytes[dst + length + 3]! ^= factor;
  }),
  "writes into the source": wrong((real, dst, src, length, factor) => {
    real.multiplyAdd(dst, src, length, factor);
    if (factor === 255) real.bytes[src]! ^= 1;
  }),
  "a trap": wrong(() => {
    throw new Error("unreachable executed");
  }),
  "no memory": () => {
    throw new RangeError("could not allocate memory");
  },
  "none at all": () => undefined,
};

for (const [what, make] of Object.entries(BROKEN)) {
  test(`a broken kernel is not used: ${what}`, () => {
    const kernel = createKernel(64, make);
    assert.equal(kernel.kind, "tables");
    assert.equal(kernel.bytes.subarray(kernel.allocate(64)).length >= 64, true);
  });
}

test("a kernel that has passed is not tested again; one that has not is, each time", () => {
  let calls = 0;
  const counted = (isRight: boolean) => (memoryBytes: number) => {
    const real = tableKernel(memoryBytes);
    const multiplyAdd: Kernel["multiplyAdd"] = (...args) => {
      calls++;
      if (isRight) real.multiplyAdd(...args);
    };
    return { ...real, kind: "wasm" as const, multiplyAdd };
  };
  const [right, broken] = [counted(true), counted(false)];
  assert.equal(createKernel(64, right).kind, "wasm");
  const first = calls;
  assert.ok(first > 0);
  assert.equal(createKernel(64, right).kind, "wasm");
  assert.equal(calls, first);
  assert.equal(createKernel(64, broken).kind, "tables");
  assert.equal(createKernel(64, broken).kind, "tables");
});

test("without WebAssembly there are the tables", () => {
  const held = Object.getOwnPropertyDescriptor(globalThis, "WebAssembly")!;
  Reflect.deleteProperty(globalThis, "WebAssembly");
  try {
    assert.equal(createKernel(0).kind, "tables");
  } finally {
    Object.defineProperty(globalThis, "WebAssembly", held);
  }
});
