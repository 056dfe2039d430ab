/** @jsxImportSource preact */
import type { PortalOffer, PortalState } from "@shoal/protocol/portal/view";
import { useState } from "preact/hooks";
import { Letter } from "./letter.tsx";
import { useSpeech } from "./speech.ts";
import { install } from "./talk.ts";
import type { Orders } from "./use-orders.ts";

/** What people may have, by name. */
export function SoftwarePage({ view, orders }: { view: PortalState; orders: Orders }) {
  const { t, language } = useSpeech();
  const [wanted, setWanted] = useState("");
  const words = wanted.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
  const found = view.offers
    .filter((offer) => {
      const text = `${offer.package} ${offer.version} ${offer.publisher} ${offer.description}`.toLocaleLowerCase(
        language,
      );
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => a.package.localeCompare(b.package, language));
  if (view.offers.length === 0)
    return (
      <section class="empty">
        <p>{t.noOffers}</p>
        <p class="dim">{t.noOffersHint}</p>
      </section>
    );
  return (
    <section aria-label={t.software}>
      <div class="search">
        <label for="search">{t.search}</label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        <output class="dim">{t.count(found.length)}</output>
      </div>
      {found.length === 0 && <p class="empty">{t.nothingFound(wanted)}</p>}
      <ul class="offers">
        {found.map((offer) => (
          <Offer key={offer.actionId} offer={offer} orders={orders} />
        ))}
      </ul>
    </section>
  );
}

function Offer({ offer, orders }: { offer: PortalOffer; orders: Orders }) {
  const { t, bytes, moment } = useSpeech();
  const { actionId, package: name, version, publisher, description, sizeBytes, isHere, deadlineMs } = offer;
  return (
    <li class="card">
      <Letter name={name} />
      <div class="grow">
        <h2>{name}</h2>
        <p class="dim">
          {version} · {t.by(publisher)}
          {sizeBytes !== undefined && sizeBytes > 0 && !isHere && ` · ${bytes(sizeBytes)}`}
        </p>
        {description !== "" && <p>{description}</p>}
        {isHere && (
          <p class="good">
            <span aria-hidden="true">■</span> {t.isHere}
          </p>
        )}
        {deadlineMs !== undefined && <p class="waiting">{t.byItself(moment(deadlineMs))}</p>}
      </div>
      <button
        type="button"
        class="first"
        aria-label={t.installNamed(name)}
        aria-disabled={orders.busy !== undefined}
        onClick={() => orders.busy === undefined && orders.order(actionId, () => install(actionId), name)}
      >
        {t.install}
      </button>
    </li>
  );
}
