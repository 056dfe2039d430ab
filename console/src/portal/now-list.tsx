/** @jsxImportSource preact */
import type { PortalAction, PortalState } from "@shoal/protocol/portal/view";
import { ACTION_LOOKS } from "../ui/action-look.ts";
import { type Icons, Letter } from "./letter.tsx";
import { saidOf } from "./said-of.ts";
import { useSpeech } from "./speech.ts";
import type { Orders } from "./use-orders.ts";
import { Waiting } from "./waiting.tsx";

/** What runs and what waits. */
export function NowList({ view, icons, orders }: { view: PortalState; icons: Icons; orders: Orders }) {
  const { t } = useSpeech();
  if (view.open.length === 0) return null;
  return (
    <section aria-label={t.now}>
      <ul class="offers">
        {view.open.map((action) => (
          <Card key={action.actionId} action={action} icons={icons} nowMs={view.nowMs} orders={orders} />
        ))}
      </ul>
    </section>
  );
}

function Card({ action, icons, nowMs, orders }: { action: PortalAction; icons: Icons; nowMs: number; orders: Orders }) {
  const { t, bytes, language } = useSpeech();
  const { version, kind, state, fetched } = action;
  const { name } = saidOf(action, language);
  const { sign, tone } = ACTION_LOOKS[state];
  const isMoving = tone === "busy" || state === "assigned";
  return (
    <li class="card">
      <Letter name={action.package} icons={icons} />
      <div class="grow">
        <h2>{name}</h2>
        <p class="dim">
          {t.kind[kind]} · {version}
        </p>
        <p class={tone}>
          <span aria-hidden="true">{sign}</span> {t.state[state]}
          {fetched && `: ${t.fetched(bytes(fetched.bytes), bytes(fetched.ofBytes))}`}
        </p>
        {isMoving && (
          <progress
            aria-label={t.progress(name)}
            max={1}
            value={fetched && fetched.ofBytes > 0 ? fetched.bytes / fetched.ofBytes : undefined}
          />
        )}
        <Waiting action={action} nowMs={nowMs} orders={orders} />
      </div>
    </li>
  );
}
