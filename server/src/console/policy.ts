/**
 * What the console's pages may do (OWASP ASVS 5.0, V3.4): nothing but what this server sends itself. The component library writes its
 * variables into a style element, which carries the nonce of this answer; no script does.
 */
export function consolePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // React sets styles of single elements by the object model, which this does not concern.
    "style-src-attr 'none'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** What such a page's worker may do: ask this server, and compile nothing. */
export const WORKER_POLICY = "default-src 'none'; connect-src 'self'";
