export interface Route {
  method: string;
  path: string;
  id: string;
  /** The permission that it asks for, or `anybody`, or `signed-in`. */
  access: string;
  knowsGroups: boolean;
}

interface Documented {
  operationId: string;
  "x-permission"?: string;
  "x-groups"?: boolean;
}

/** Every route of operators, as the server's own OpenAPI has it. */
export async function routesOf(url: string): Promise<Route[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Documented>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(() => path.startsWith("/api/"))
      .map(([method, route]) => ({
        method: method.toUpperCase(),
        path,
        id: route.operationId,
        access: route["x-permission"] ?? "",
        knowsGroups: route["x-groups"] ?? false,
      })),
  );
}

/** Without a body or query that anything could be done with: the guard answers before those are looked at. */
export async function ask(
  url: string,
  { method, path }: Pick<Route, "method" | "path">,
  token?: string,
): Promise<{ status: number; detail: string }> {
  const answer = await fetch(url + path.replace(/\{[^}]+\}/g, "nothing"), {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(20_000),
  });
  if (answer.headers.get("content-type") === "text/event-stream") {
    await answer.body?.cancel();
    return { status: answer.status, detail: "" };
  }
  const text = await answer.text();
  const { detail = "", code = "" } = /^application\/(problem\+)?json/.test(answer.headers.get("content-type") ?? "")
    ? (JSON.parse(text) as { detail?: string; code?: string })
    : {};
  return { status: answer.status, detail: `${code}: ${detail}` };
}
