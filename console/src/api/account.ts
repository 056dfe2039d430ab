import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

/** By what one can come in here. */
export const waysQuery = queryOptions({
  queryKey: ["ways"],
  queryFn: () => answerOf(api.GET("/api/v1/session/ways")),
});
export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: () => answerOf(api.GET("/api/v1/me/sessions")),
});
export const passkeysQuery = queryOptions({
  queryKey: ["me", "passkeys"],
  queryFn: () => answerOf(api.GET("/api/v1/me/passkeys")),
});

/** Opens a session by an authenticator of the browser (WebAuthn). */
export async function signInByPasskey(): Promise<void> {
  const { id, options } = await answerOf(api.POST("/api/v1/session/passkey/options"));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never);
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  await answerOf(api.POST("/api/v1/session/passkey", { body: { id, response: credential.toJSON() } }));
}

/** Makes a passkey in an authenticator of the browser. @param password absent where the person has none */
export async function addPasskey(name: string, password: string): Promise<void> {
  const { id, options } = await answerOf(api.POST("/api/v1/me/passkeys/options", { body: proofOf(password) }));
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never);
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  await answerOf(api.POST("/api/v1/me/passkeys", { body: { id, name, response: credential.toJSON() } }));
}

/** Who signs on at a provider has no password, and has signed in a moment ago instead. */
export const proofOf = (password: string): { password?: string } => (password === "" ? {} : { password });
