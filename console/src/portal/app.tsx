/** @jsxImportSource preact */
import { useEffect, useMemo, useState } from "preact/hooks";
import { AboutPage } from "./about-page.tsx";
import { ClosedPage } from "./closed-page.tsx";
import { HistoryPage } from "./history-page.tsx";
import { NowList } from "./now-list.tsx";
import { SoftwarePage } from "./software-page.tsx";
import { firstLanguage, LANGUAGES, type Language, SpeechContext, speechOf } from "./speech.ts";
import { isOpen, Problem, speak } from "./talk.ts";
import { useOrders } from "./use-orders.ts";
import { useView } from "./use-view.ts";

const PAGES = ["software", "history", "about"] as const;
type Page = (typeof PAGES)[number];

function pageNow(): Page {
  return PAGES.find((page) => location.hash === `#/${page}`) ?? "software";
}

export function App({ refused }: { refused: Problem | undefined }) {
  const [chosen, setChosen] = useState<Language>();
  const [page, setPage] = useState(pageNow);
  const { view, icons, problem, look } = useView();
  // What they choose here, what they chose the last time, or else what their browser speaks.
  const language = chosen ?? view?.language ?? firstLanguage();
  const speech = useMemo(() => speechOf(language), [language]);
  const choose = (next: Language) => {
    setChosen(next);
    // Where it cannot be kept, it is chosen again the next time.
    if (isOpen()) void speak(next).catch(() => {});
  };
  const orders = useOrders(look);
  const { t } = speech;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    const turn = () => {
      setPage(pageNow());
      document.querySelector("h1")?.focus();
    };
    addEventListener("hashchange", turn);
    return () => removeEventListener("hashchange", turn);
  }, []);
  useEffect(() => {
    document.title = t[page];
  }, [page, t]);

  const closed = refused ?? (isOpen() && problem?.code !== "not-opened" ? undefined : new Problem("not-opened", ""));
  const languages = (
    <fieldset class="languages">
      <legend class="unseen">{t.language}</legend>
      {(Object.keys(LANGUAGES) as Language[]).map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => choose(each)}>
          {LANGUAGES[each]}
        </button>
      ))}
    </fieldset>
  );
  if (closed)
    return (
      <SpeechContext.Provider value={speech}>
        <header>{languages}</header>
        <ClosedPage wasUsed={refused?.code === "not-opened"} problem={refused} />
      </SpeechContext.Provider>
    );
  return (
    <SpeechContext.Provider value={speech}>
      <header>
        <p class="who">{view ? t.hello(view.person, view.device) : "…"}</p>
        {view && (
          <p class={view.connected ? "chip good" : "chip waiting"}>
            <span aria-hidden="true">{view.connected ? "●" : "○"}</span> {view.connected ? t.connected : t.away}
          </p>
        )}
        {languages}
        <nav aria-label={t.pages}>
          {PAGES.map((each) => (
            <a key={each} href={`#/${each}`} aria-current={each === page ? "page" : undefined}>
              {t[each]}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <h1 tabIndex={-1}>{t[page]}</h1>
        <p role="status" class={orders.said ? `note ${orders.said.tone}` : "unseen"}>
          {orders.said && ("name" in orders.said ? t.asked(orders.said.name) : t.problem[orders.said.code])}
        </p>
        {problem && <p class="note bad">{t.problem[problem.code]}</p>}
        {view && !view.connected && page !== "about" && (
          <p class="note waiting">
            {view.offersMs === undefined ? t.neverAsked : t.awaySince(speech.ago(view.offersMs, view.nowMs))}
          </p>
        )}
        {view && page === "software" && <NowList view={view} icons={icons} orders={orders} />}
        {view && page === "software" && <SoftwarePage view={view} icons={icons} orders={orders} />}
        {view && page === "history" && <HistoryPage view={view} />}
        {page === "about" && <AboutPage />}
      </main>
    </SpeechContext.Provider>
  );
}
