type Fetch = (request: Request) => Promise<Response>;

/** Until when requests wait. */
let over: Promise<void> | undefined;
let others = new AbortController();

/** Sends a request, unless one that has to be alone is under way: then after it. */
export async function amongOthers(request: Request): Promise<Response> {
  while (over) await over;
  return await fetch(request, { signal: AbortSignal.any([request.signal, others.signal]) });
}

/**
 * For an order that ends the session: what is asked beside it would be refused, and lead to the entrance as if the session had been lost. Where the server
 * says no, or does not hear it, all others go on.
 * @param order sends by the given function
 */
export async function alone(order: (fetch: Fetch) => Promise<void>): Promise<void> {
  let end = () => {};
  over = new Promise((resolve) => {
    end = resolve;
  });
  others.abort();
  others = new AbortController();
  try {
    await order((request) => fetch(request));
  } catch (error) {
    over = undefined;
    end();
    throw error;
  }
}
