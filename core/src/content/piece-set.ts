/** A run of pieces: the first and how many. */
export type PieceRun = [first: number, count: number];

/**
 * A set of piece numbers of one blob, as a bitmap: 47 KB for the largest blob. It changes in place by `add` and
 * `delete`; everything that returns a set returns a new one.
 */
export class PieceSet implements Iterable<number> {
  /** Pieces of the blob; members are below it. */
  readonly count: number;
  readonly #words: Uint32Array;
  #size = 0;

  constructor(count: number) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is not a number of pieces`);
    this.count = count;
    this.#words = new Uint32Array(Math.ceil(count / 32));
  }

  static full(count: number): PieceSet {
    return PieceSet.fromRuns(count, count === 0 ? [] : [[0, count]]);
  }

  /** Runs may overlap and come in any order. @throws RangeError where one leaves the blob */
  static fromRuns(count: number, runs: Iterable<readonly [number, number]>): PieceSet {
    const set = new PieceSet(count);
    for (const [first, length] of runs) set.addRun(first, length);
    return set;
  }

  /** How many pieces are in the set. */
  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size === this.count;
  }

  has(index: number): boolean {
    return index >= 0 && index < this.count && (this.#words[index >>> 5]! & (1 << (index & 31))) !== 0;
  }

  /** @returns whether it was not in the set before. @throws RangeError outside the blob */
  add(index: number): boolean {
    this.#check(index);
    if (this.has(index)) return false;
    this.#words[index >>> 5]! |= 1 << (index & 31);
    this.#size++;
    return true;
  }

  addRun(first: number, length: number): void {
    if (length <= 0) throw new RangeError(`a run of ${length} pieces`);
    this.#check(first);
    this.#check(first + length - 1);
    for (let index = first; index < first + length; index++) this.add(index);
  }

  /** @returns whether it was in the set */
  delete(index: number): boolean {
    if (!this.has(index)) return false;
    this.#words[index >>> 5]! &= ~(1 << (index & 31));
    this.#size--;
    return true;
  }

  clear(): void {
    this.#words.fill(0);
    this.#size = 0;
  }

  /** Adds the members of another set of the same blob. @returns this set */
  addAll(other: PieceSet): this {
    return this.#combine(other, (mine, theirs) => mine | theirs);
  }

  /** Drops what is not in another set of the same blob. @returns this set */
  keepOnly(other: PieceSet): this {
    return this.#combine(other, (mine, theirs) => mine & theirs);
  }

  /** Drops the members of another set of the same blob. @returns this set */
  deleteAll(other: PieceSet): this {
    return this.#combine(other, (mine, theirs) => mine & ~theirs);
  }

  /** The pieces of the blob that are not in this set. */
  missing(): PieceSet {
    const rest = new PieceSet(this.count);
    for (let word = 0; word < this.#words.length; word++) rest.#words[word] = ~this.#words[word]!;
    if (this.count % 32 !== 0) rest.#words[rest.#words.length - 1]! &= 2 ** (this.count % 32) - 1;
    rest.#size = this.count - this.#size;
    return rest;
  }

  /** The smallest member at or after `from`; undefined where there is none. */
  next(from = 0): number | undefined {
    for (let word = from >>> 5; word < this.#words.length; word++) {
      let bits = this.#words[word]!;
      if (word === from >>> 5) bits &= -1 << (from & 31);
      if (bits !== 0) return word * 32 + 31 - Math.clz32(bits & -bits);
    }
    return undefined;
  }

  /** Members in runs, ascending; at most `limit` of them, for messages that have one. */
  runs(limit = Number.POSITIVE_INFINITY): PieceRun[] {
    const runs: PieceRun[] = [];
    for (let first = this.next(); first !== undefined && runs.length < limit; ) {
      let end = first + 1;
      while (this.has(end)) end++;
      runs.push([first, end - first]);
      first = this.next(end);
    }
    return runs;
  }

  /** A set of its own with the same members. */
  copy(): PieceSet {
    const same = new PieceSet(this.count);
    same.#words.set(this.#words);
    same.#size = this.#size;
    return same;
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let index = this.next(); index !== undefined; index = this.next(index + 1)) yield index;
  }

  #combine(other: PieceSet, how: (mine: number, theirs: number) => number): this {
    if (other.count !== this.count) throw new RangeError(`sets of ${this.count} and of ${other.count} pieces`);
    this.#size = 0;
    for (let word = 0; word < this.#words.length; word++) {
      const bits = how(this.#words[word]!, other.#words[word]!) >>> 0;
      this.#words[word] = bits;
      this.#size += bitsOf(bits);
    }
    return this;
  }

  #check(index: number): void {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.count)
      throw new RangeError(`piece ${index} is outside a blob of ${this.count} pieces`);
  }
}

/** Population count of 32 bits, two, four and eight at a time. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
