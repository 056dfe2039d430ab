import { request } from "node:http";

export interface Raw {
  method?: string;
  path?: string;
  /** In place of those that the portal's own page sends; undefined: none of that name. */
  headers?: Record<string, string | string[] | undefined>;
  body?: string;
}

/** A browser's request, or one that looks like it, to the portal on a port. @returns the status, what came with it, and the code that was said */
export async function raw(port: string, { method = "GET", path = "/api/state", headers = {}, body }: Raw) {
  const host = `127.0.0.1:${port}`;
  const sent = {
    host,
    ...(method === "GET" ? {} : { origin: `http://${host}`, "content-type": "application/json" }),
    ...headers,
  };
  const given = Object.entries(sent).flatMap(([name, value]) => [value ?? []].flat().flatMap((each) => [name, each]));
  return await new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Record<string, unknown> }>(
    (resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port, method, path, headers: given, agent: false }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        response.once("end", () => {
          const isJson = response.headers["content-type"] === "application/json";
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: isJson ? JSON.parse(text) : { text },
          });
        });
      });
      asked.once("error", reject);
      asked.end(body);
    },
  );
}

/** What an address opens with. */
export function partsOf(url: string): { port: string; secret: string } {
  const [, port = "", secret = ""] = /^http:\/\/127\.0\.0\.1:(\d+)\/#(.+)$/.exec(url) ?? [];
  return { port, secret };
}
