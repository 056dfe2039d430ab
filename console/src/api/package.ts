import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

export const packagesQuery = queryOptions({
  queryKey: ["packages"],
  queryFn: () => answerOf(api.GET("/api/v1/packages", { params: { query: { limit: 500 } } })),
});

export const packageQuery = (name: string) =>
  queryOptions({
    queryKey: ["packages", name],
    queryFn: () => answerOf(api.GET("/api/v1/packages/{name}", { params: { path: { name } } })),
  });

export const releaseQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: ["packages", name, version],
    queryFn: () =>
      answerOf(api.GET("/api/v1/packages/{name}/releases/{version}", { params: { path: { name, version } } })),
  });

/** Which version is on how many devices. Told by what agents prove, so what actions do makes it old. */
export const packageDevicesQuery = (name: string) =>
  queryOptions({
    queryKey: ["actions", "package", name, "devices"],
    queryFn: () => answerOf(api.GET("/api/v1/packages/{name}/devices", { params: { path: { name } } })),
  });

/** Who signs for it now. */
export const signatureQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: ["packages", name, version, "signature"],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/packages/{name}/releases/{version}/signature", { params: { path: { name, version } } }),
      ),
  });
