import type { Writable } from "node:stream";
import { type Style, styleFor } from "./style.ts";
import { type Column, renderTable } from "./table.ts";
import { truncate } from "./width.ts";

export interface Screen extends Writable {
  isTTY?: boolean;
  columns?: number;
}

export interface TerminalOptions {
  json: boolean;
  quiet: boolean;
  color: boolean;
}

/** A line that is redrawn: often enough to be alive, seldom enough to be read. */
const REDRAW_MS = 120;

/** Where a command writes. stdout is the answer and nothing else; everything for the person at the keyboard is on stderr. */
export class Terminal {
  readonly out: Style;
  readonly err: Style;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly #stdout: Screen;
  readonly #stderr: Screen;
  #status = "";
  #drawn = "";
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(stdout: Screen, stderr: Screen, env: NodeJS.ProcessEnv, options: TerminalOptions) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.json = options.json;
    this.quiet = options.quiet;
    this.out = styleFor(stdout, env, options.color);
    this.err = styleFor(stderr, env, options.color);
  }

  /** stderr is a terminal, so a status line can be redrawn there. */
  get live(): boolean {
    return this.#stderr.isTTY === true && !this.quiet;
  }

  /** Columns of the answer; without end where nobody reads it on a terminal. */
  get columns(): number {
    return this.#stdout.isTTY === true ? (this.#stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
  }

  answer(line: string): void {
    this.#wipe();
    this.#stdout.write(`${line}\n`);
    this.#draw();
  }

  /** One JSON document: the whole answer of a command under `--json`. */
  answerJson(value: unknown): void {
    this.answer(JSON.stringify(value, null, 2));
  }

  /** One line of newline-delimited JSON. */
  answerJsonLine(value: unknown): void {
    this.answer(JSON.stringify(value));
  }

  table<Row>(rows: readonly Row[], shape: readonly Column<Row>[]): void {
    for (const line of renderTable(rows, shape, this.columns, this.out.dim)) this.answer(line);
  }

  /** Something that helps, and that nobody needs: silent under `--quiet`. */
  note(line: string): void {
    if (!this.quiet) this.warn(line);
  }

  /** Something that must be seen, even under `--quiet`. */
  warn(line: string): void {
    this.#wipe();
    this.#stderr.write(`${line}\n`);
    this.#draw();
  }

  /** The line at the bottom that says what is going on; "" takes it away. Nothing off a terminal. */
  status(text: string): void {
    this.#status = text;
    if (!this.live) return;
    if (text === "") {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#wipe();
      return;
    }
    const waitMs = this.#drawnAtMs + REDRAW_MS - performance.now();
    if (waitMs <= 0) this.#draw();
    else this.#timer ??= setTimeout(() => this.#draw(), waitMs).unref();
  }

  /** Resolves when everything written so far has left the process, so that it may end. */
  async flush(): Promise<void> {
    this.status("");
    await Promise.all(
      [this.#stdout, this.#stderr].map((stream) => new Promise<void>((resolve) => stream.write("", () => resolve()))),
    );
  }

  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.live || this.#status === "" || this.#status === this.#drawn) return;
    this.#drawnAtMs = performance.now();
    this.#drawn = this.#status;
    // One column is left free: some terminals wrap when the last one is written.
    this.#stderr.write(`\r\x1b[2K${truncate(this.#status, (this.#stderr.columns ?? 80) - 1)}`);
  }

  #wipe(): void {
    if (this.#drawn === "") return;
    this.#drawn = "";
    this.#stderr.write("\r\x1b[2K");
  }
}
