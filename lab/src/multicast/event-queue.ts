interface Entry {
  atMs: number;
  order: number;
  run: () => void;
}

/** Things to happen in virtual time, the earliest first; of the same time, in the order in which they were put in. */
export class EventQueue {
  readonly #heap: Entry[] = [];
  #order = 0;
  nowMs = 0;

  get size(): number {
    return this.#heap.length;
  }

  at(atMs: number, run: () => void): void {
    const heap = this.#heap;
    heap.push({ atMs: Math.max(atMs, this.nowMs), order: this.#order++, run });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!before(heap[child]!, heap[parent]!)) break;
      [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
      child = parent;
    }
  }

  /** Runs what is due next. @returns whether there was something, not later than `untilMs` */
  step(untilMs: number): boolean {
    const heap = this.#heap;
    const first = heap[0];
    if (!first || first.atMs > untilMs) return false;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      for (let parent = 0; ; ) {
        let least = 2 * parent + 1;
        if (least >= heap.length) break;
        if (least + 1 < heap.length && before(heap[least + 1]!, heap[least]!)) least++;
        if (!before(heap[least]!, heap[parent]!)) break;
        [heap[least], heap[parent]] = [heap[parent]!, heap[least]!];
        parent = least;
      }
    }
    this.nowMs = first.atMs;
    first.run();
    return true;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
