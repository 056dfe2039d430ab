/** @jsxImportSource preact */
import { useSpeech } from "./speech.ts";
import type { Problem } from "./talk.ts";

/** Says how it is opened; nothing of the device is told to somebody whom nobody vouches for. */
export function ClosedPage({ wasUsed, problem }: { wasUsed: boolean; problem: Problem | undefined }) {
  const { t } = useSpeech();
  return (
    <main>
      <h1 tabIndex={-1}>{t.closedTitle}</h1>
      {wasUsed && <p class="note waiting">{t.closedUsed}</p>}
      {problem && !wasUsed && <p class="note bad">{t.problem[problem.code]}</p>}
      <p>{t.closedText}</p>
      <pre>
        <code>shoal-agent portal</code>
      </pre>
    </main>
  );
}
