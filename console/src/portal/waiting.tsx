/** @jsxImportSource preact */
import type { PortalAction } from "@shoal/protocol/portal/view";
import { useState } from "preact/hooks";
import { Because } from "./because.tsx";
import { choicesOf } from "./choices.ts";
import { useSpeech } from "./speech.ts";
import { beginNow, putOff } from "./talk.ts";
import type { Orders } from "./use-orders.ts";

/** Why it waits, until when at the latest, and what people may do about it: within the rule, and no more. */
export function Waiting({ action, nowMs, orders }: { action: PortalAction; nowMs: number; orders: Orders }) {
  const { t, moment } = useSpeech();
  const { actionId, state, wait, reason } = action;
  const isRestart = state === "rebooting";
  if (!wait)
    return (
      <>
        {isRestart && <p>{reason?.code === "reboot-started" ? t.restartWaits : t.restartNeeded}</p>}
        {!isRestart && state === "waiting" && reason && <Because reason={reason} />}
      </>
    );
  const when = wait.beginsMs === undefined ? undefined : moment(wait.beginsMs);
  return (
    <>
      {isRestart && <p>{t.restartWaits}</p>}
      {wait.putOffUntilMs !== undefined && <p>{t.putOffUntil(moment(wait.putOffUntilMs))}</p>}
      <p>{when === undefined ? t.beginsAlone : isRestart ? t.restarts(when) : t.begins(when)}</p>
      <div class="orders">
        <button
          type="button"
          class="first"
          aria-disabled={orders.busy !== undefined}
          onClick={() => orders.busy === undefined && orders.order(actionId, () => beginNow(actionId))}
        >
          {isRestart ? t.restartNow : t.beginNow}
        </button>
        {wait.later && <Later actionId={actionId} later={wait.later} nowMs={nowMs} orders={orders} />}
      </div>
      {wait.later?.left !== undefined && <p class="dim">{t.left(wait.later.left)}</p>}
      {!wait.later && wait.putOffUntilMs === undefined && <p class="dim">{t.mayNotWait}</p>}
    </>
  );
}

type LaterProps = { actionId: string; nowMs: number; orders: Orders } & {
  later: NonNullable<NonNullable<PortalAction["wait"]>["later"]>;
};

function Later({ actionId, later, nowMs, orders }: LaterProps) {
  const { t, clock } = useSpeech();
  const [key, setKey] = useState("usual");
  const choices = choicesOf(later, nowMs);
  const chosen = choices.find((each) => each.key === key && each.may) ?? choices.find((each) => each.may);
  const id = `until-${actionId}`;
  return (
    <div class="put-off">
      <label for={id}>{t.until}</label>
      <select id={id} value={chosen?.key} onChange={(event) => setKey(event.currentTarget.value)}>
        {choices.map((each) => (
          <option key={each.key} value={each.key} disabled={!each.may}>
            {t.choice[each.key](clock(each.atMs))}
            {each.may ? "" : ` – ${t.notAllowed}`}
          </option>
        ))}
      </select>
      <button
        type="button"
        aria-disabled={orders.busy !== undefined || !chosen}
        onClick={() =>
          orders.busy === undefined && chosen && orders.order(actionId, () => putOff(actionId, chosen.atMs))
        }
      >
        {t.later}
      </button>
    </div>
  );
}
