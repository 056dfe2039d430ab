import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

/** Releases that wait for their signature. */
export const stagedQuery = queryOptions({
  queryKey: ["packages", "staged"],
  queryFn: () => answerOf(api.GET("/api/v1/staged-releases")),
});

/** Sends a release document, to be signed elsewhere. */
export const stage = (document: Uint8Array<ArrayBuffer>) =>
  answerOf(
    api.POST("/api/v1/staged-releases", {
      // OpenAPI can only say that the body is bytes.
      body: document as never,
      bodySerializer: (body) => body,
      headers: { "content-type": "application/cbor" },
    }),
  );
