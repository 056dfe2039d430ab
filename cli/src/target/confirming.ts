import type { Invocation } from "../command/invocation.ts";
import { Failure } from "../exit/failure.ts";
import { askYes } from "../terminal/ask-yes.ts";
import { devices } from "../terminal/counted.ts";

/**
 * Sends an order. Where the server asks whether so many devices are meant, a person at the terminal is asked, and what they say yes to is that count:
 * it is sent again with it. Where nobody is there to ask, it stays refused.
 */
export async function confirming<T>(
  { shell }: Pick<Invocation, "shell">,
  send: (confirm: { confirm?: number }) => Promise<T>,
): Promise<T> {
  try {
    return await send({});
  } catch (error) {
    if (!(error instanceof Failure) || error.text.devices === undefined) throw error;
    const { title, detail, devices: count } = error.text;
    const why = detail === undefined ? title : `${title}: ${detail}`;
    if (!(await askYes(shell, `${why}. Do it to ${devices(count)}? [y/N] `))) throw error;
    return await send({ confirm: count });
  }
}
