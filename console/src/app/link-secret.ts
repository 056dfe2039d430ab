/**
 * What stands behind # in a link that works once (`/setup`, `/invitation`). It is never sent with a request for a page, and is taken out
 * of the address before anything else runs, so that nobody reads it over a shoulder or in a history.
 */
export const linkSecret: string = /^\/(setup|invitation)$/.test(location.pathname) ? location.hash.slice(1) : "";

if (linkSecret !== "") history.replaceState(history.state, "", location.pathname);
