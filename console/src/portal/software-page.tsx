/** @jsxImportSource preact */
import type { PortalOffer, PortalState } from "@shoal/protocol/portal/view";
import { useState } from "preact/hooks";
import { type Icons, Letter } from "./letter.tsx";
import { saidOf } from "./said-of.ts";
import { useSpeech } from "./speech.ts";
import { install } from "./talk.ts";
import type { Orders } from "./use-orders.ts";

/** What people may have, by name. */
export function SoftwarePage({ view, icons, orders }: { view: PortalState; icons: Icons; orders: Orders }) {
  const { t, language } = useSpeech();
  const [wanted, setWanted] = useState("");
  const words = wanted.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
  const found = view.offers
    .filter((offer) => {
      const { name, description } = saidOf(offer, language);
      const said = [offer.package, name, offer.version, offer.publisher, description].join(" ");
      const text = said.toLocaleLowerCase(language);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => saidOf(a, language).name.localeCompare(saidOf(b, language).name, language, { numeric: true }));
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
          <Offer key={offer.actionId} offer={offer} icons={icons} orders={orders} />
        ))}
      </ul>
    </section>
  );
}

function Offer({ offer, icons, orders }: { offer: PortalOffer; icons: Icons; orders: Orders }) {
  const { t, bytes, moment, language } = useSpeech();
  const { actionId, version, publisher, sizeBytes, isHere, deadlineMs } = offer;
  const { name, description } = saidOf(offer, language);
  return (
    <li class="card">
      <Letter name={offer.package} icons={icons} />
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
