import type { FastifyReply } from "fastify";
import type { App } from "../http/app.ts";
import { PAGE_POLICY, type PageName, pageHtml } from "./page-html.ts";
import { PAGE_SCRIPT, PAGE_STYLE } from "./page-script.ts";

/** The few pages that there have to be before there is a console: what they do is the API's. */
export function pageRoutes(app: App, signOn: boolean): void {
  const send = (reply: FastifyReply, type: string, text: string) =>
    reply.type(`${type}; charset=utf-8`).header("content-security-policy", PAGE_POLICY).send(text);
  for (const page of ["setup", "invitation", "sign-in", "account"] satisfies PageName[])
    app.get(`/${page}`, { schema: { hide: true } }, async (_request, reply) =>
      send(reply, "text/html", pageHtml(page, signOn)),
    );
  app.get("/sign-in/page.js", { schema: { hide: true } }, async (_request, reply) =>
    send(reply, "text/javascript", PAGE_SCRIPT),
  );
  app.get("/sign-in/page.css", { schema: { hide: true } }, async (_request, reply) =>
    send(reply, "text/css", PAGE_STYLE),
  );
}
