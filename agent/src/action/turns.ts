/** What a turn is asked for; it decides who goes first. */
export interface Turn {
  /** Of the task: the higher goes first. */
  priority: number;
  /** Of the assignment: the earlier goes first. */
  sequence: number;
}

/** One installer at a time on one device: package managers lock each other out, and a person can follow one. */
export class Turns {
  readonly #waiting: (Turn & { id: string; go: () => void })[] = [];
  #holder: string | undefined;

  /** Asks for a turn; `go` is called when it comes. Whoever has one keeps it, whatever asks for the next. */
  ask(id: string, { priority, sequence }: Turn, go: () => void): void {
    if (this.#holder === id || this.#waiting.some((each) => each.id === id)) return;
    this.#waiting.push({ id, priority, sequence, go });
    this.#waiting.sort((a, b) => b.priority - a.priority || a.sequence - b.sequence);
    this.#next();
  }

  /** Gives the turn back, or the wish for it. */
  leave(id: string): void {
    const at = this.#waiting.findIndex((each) => each.id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (this.#holder !== id) return;
    this.#holder = undefined;
    this.#next();
  }

  #next(): void {
    if (this.#holder !== undefined) return;
    const next = this.#waiting.shift();
    if (!next) return;
    this.#holder = next.id;
    next.go();
  }
}
