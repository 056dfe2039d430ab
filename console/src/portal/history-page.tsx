/** @jsxImportSource preact */
import type { PortalState } from "@shoal/protocol/portal/view";
import { ACTION_LOOKS } from "../ui/action-look.ts";
import { Because } from "./because.tsx";
import { saidOf } from "./said-of.ts";
import { useSpeech } from "./speech.ts";

/** What was installed and removed here, the last first. */
export function HistoryPage({ view }: { view: PortalState }) {
  const { t, moment, language } = useSpeech();
  if (view.history.length === 0) return <p class="empty">{t.noHistory}</p>;
  return (
    <ul class="history" aria-label={t.history}>
      {view.history.map(({ actionId, version, kind, state, reason, atMs, wanted, ...named }) => (
        <li key={actionId}>
          <p>
            <strong>{saidOf(named, language).name}</strong> {version}
            {atMs !== undefined && <time class="dim"> · {moment(atMs)}</time>}
          </p>
          <p class={ACTION_LOOKS[state].tone}>
            <span aria-hidden="true">{ACTION_LOOKS[state].sign}</span> {t.kind[kind]}: {t.state[state]}
            {wanted && <span class="dim"> · {t.youAsked}</span>}
          </p>
          {reason && <Because reason={reason} />}
          {state === "failed" && <p>{t.failedNext}</p>}
        </li>
      ))}
    </ul>
  );
}
