/** What a turn is asked for; it decides who goes first. */
export interface Turn {
  kind: "install" | "restart";
  /** Goes before all that is not. */
  immediate: boolean;
  /** Of the task: the higher goes first. */
  priority: number;
  /** Of the assignment: the earlier goes first. */
  sequence: number;
}

/**
 * One installer at a time on one device: package managers lock each other out, and a person can follow one. A restart comes when
 * nothing is left that may install now, so that one is enough for all that need it.
 */
export class Turns {
  readonly #waiting: (Turn & { id: string; go: () => void })[] = [];
  #holder: string | undefined;
  /** Of so many it is being found out whether they may install now. */
  #open = 0;
  #holds = 0;
  #isGathering = false;

  /** Asks for a turn; `go` is called when it comes. Whoever has one keeps it, whatever asks for the next. */
  ask(id: string, turn: Turn, go: () => void): void {
    if (this.#holder === id || this.#waiting.some((each) => each.id === id)) return;
    this.#waiting.push({ id, ...turn, go });
    this.#waiting.sort(
      (a, b) =>
        Number(a.kind === "restart") - Number(b.kind === "restart") ||
        Number(b.immediate) - Number(a.immediate) ||
        b.priority - a.priority ||
        a.sequence - b.sequence,
    );
    this.#next();
  }

  /** One asks, then the others that may as well; only then the first of them begins. What opens for all at once is no race. */
  together(ask: () => void, others: () => void): void {
    if (this.#isGathering) return ask();
    this.#isGathering = true;
    const release = this.hold();
    ask();
    others();
    this.#isGathering = false;
    release();
  }

  /** Several are about to ask: nobody begins until what is returned is called. */
  hold(): () => void {
    this.#holds++;
    return this.#once(() => this.#holds--);
  }

  /** Somebody may be about to ask for a turn: no restart begins until what is returned is called. */
  expect(): () => void {
    this.#open++;
    return this.#once(() => this.#open--);
  }

  /** Gives the turn back, or the wish for it. */
  leave(id: string): void {
    const at = this.#waiting.findIndex((each) => each.id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (this.#holder !== id) return;
    this.#holder = undefined;
    this.#next();
  }

  #once(end: () => void): () => void {
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      end();
      this.#next();
    };
  }

  #next(): void {
    const [next] = this.#waiting;
    if (!next || this.#holder !== undefined || this.#holds > 0 || (next.kind === "restart" && this.#open > 0)) return;
    this.#waiting.shift();
    this.#holder = next.id;
    next.go();
  }
}
