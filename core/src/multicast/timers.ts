/** Named times to be woken at. Setting one again moves it. */
export class Timers<Name extends string> {
  readonly #at = new Map<Name, number>();

  set(name: Name, atMs: number): void {
    this.#at.set(name, atMs);
  }

  clear(...names: Name[]): void {
    for (const name of names) this.#at.delete(name);
  }

  clearAll(): void {
    this.#at.clear();
  }

  has(name: Name): boolean {
    return this.#at.has(name);
  }

  at(name: Name): number | undefined {
    return this.#at.get(name);
  }

  next(): number | undefined {
    let first: number | undefined;
    for (const at of this.#at.values()) if (first === undefined || at < first) first = at;
    return first;
  }

  /** Takes out one that is due, the earliest first. */
  due(nowMs: number): Name | undefined {
    let found: Name | undefined;
    let first = nowMs;
    for (const [name, at] of this.#at)
      if (at <= first) {
        found = name;
        first = at;
      }
    if (found !== undefined) this.#at.delete(found);
    return found;
  }
}
