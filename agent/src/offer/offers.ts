import type { Offer, Offers } from "@shoal/protocol/agent/offer";
import { nearest } from "@shoal/protocol/schema/nearest";
import type { HttpClient } from "../http/client.ts";

/** What this device's people may ask for, newest first. @throws HttpFailure */
export async function readOffers(http: HttpClient): Promise<Offer[]> {
  return (await http.json<Offers>("/agent/v1/offers")).items;
}

/**
 * Asks for what is on offer by that name, the newest of it; `reader@2.0` asks for that one.
 * @throws Error where nothing is, with what was likely meant
 */
export async function askForOffer(http: HttpClient, name: string, person: string): Promise<Offer> {
  const offers = await readOffers(http);
  const offer = offers.find((each) => name === each.package || name === `${each.package}@${each.version}`);
  if (!offer) throw new Error(`"${name}" is not on offer for this device; ${otherwise(name, offers)}`);
  return await askFor(http, offer, person);
}

/** Asks for that one. @throws HttpFailure */
export async function askFor(http: HttpClient, offer: Pick<Offer, "actionId">, person: string): Promise<Offer> {
  const path = `/agent/v1/offers/${encodeURIComponent(offer.actionId)}/ask`;
  return await http.json<Offer>(path, { method: "POST", body: { person } });
}

function otherwise(name: string, offers: readonly Offer[]): string {
  if (offers.length === 0) return "nothing is";
  const meant = nearest(
    name,
    offers.map((each) => each.package),
  );
  return meant
    ? `did you mean ${meant}?`
    : `on offer: ${offers.map((each) => `${each.package}@${each.version}`).join(", ")}`;
}
