import type { PortalOffer } from "@shoal/protocol/portal/view";
import type { Language } from "./speech.ts";

/** In the person's language where the publisher wrote it in that, else as it is. */
export function saidOf(of: Pick<PortalOffer, "package" | "localized"> & { description?: string }, language: Language) {
  return { name: of.package, description: of.description ?? "", ...of.localized?.[language] };
}
