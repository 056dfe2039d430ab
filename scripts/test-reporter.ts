import { relative } from "node:path";
import { Transform, type TransformCallback } from "node:stream";
import type { TestEvent } from "node:test/reporters";
import { spec } from "node:test/reporters";

/**
 * The runner's own report, and at its end every skipped test with its reason, so that nobody takes a suite that was left
 * out for one that passed.
 */
export default class Reporter extends Transform {
  readonly #spec = new spec();
  readonly #skipped: string[] = [];

  constructor() {
    super({ writableObjectMode: true });
    this.#spec.on("data", (chunk: Buffer) => this.push(chunk));
  }

  override _transform(event: TestEvent, _encoding: BufferEncoding, done: TransformCallback): void {
    if (event.type === "test:pass" && event.data.skip !== undefined) {
      const reason =
        typeof event.data.skip === "string" && event.data.skip !== "" ? event.data.skip : "NO REASON GIVEN";
      this.#skipped.push(`${relative(process.cwd(), event.data.file ?? "")}: ${event.data.name}: ${reason}`);
    }
    this.#spec.write(event, () => done());
  }

  override _flush(done: TransformCallback): void {
    this.#spec.end(() => {
      for (const line of this.#skipped) this.push(`skipped: ${line}\n`);
      done();
    });
  }
}
