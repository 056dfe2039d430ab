interface Described {
  paths?: Record<
    string,
    Record<string, { responses?: Record<string, { description?: string; content?: Record<string, unknown> }> }>
  >;
}

/**
 * The document as @fastify/swagger makes it takes a route's own content type for its errors too; they are always problems
 * (RFC 9457).
 */
export function describeProblems<T>(document: T): T {
  for (const path of Object.values((document as Described).paths ?? {}))
    for (const operation of Object.values(path))
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        if (!/^[45]/.test(status) || !response.content) continue;
        response.description = status.startsWith("4")
          ? "The request was refused; the hint says what to do"
          : "The server could not do it";
        response.content = { "application/problem+json": Object.values(response.content)[0] };
      }
  return document;
}

/**
 * Tuples as OpenAPI 3.1 has them: its JSON Schema (2020-12) says `prefixItems` where the older drafts, whose words our schemas use, say `items`.
 * Changes the document that it is given.
 */
export function describeTuples<T>(document: T): T {
  if (typeof document !== "object" || document === null) return document;
  const schema = document as { items?: unknown; additionalItems?: unknown; prefixItems?: unknown };
  if (Array.isArray(schema.items)) {
    schema.prefixItems = schema.items;
    schema.items = schema.additionalItems ?? true;
    delete schema.additionalItems;
  }
  for (const part of Object.values(document)) describeTuples(part);
  return document;
}
