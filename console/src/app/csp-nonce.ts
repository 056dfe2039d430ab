import { setNonce } from "get-nonce";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
// The library that holds the page still behind a dialog takes it from here.
setNonce(nonce);

/** What style elements have to carry to be believed: the server made it for this very page. */
export const cspNonce = (): string => nonce;
