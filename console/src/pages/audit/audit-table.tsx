import type { AuditEvent } from "@shoal/protocol/audit/event";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { kindWords } from "../../text/said.ts";
import { Ago } from "../../ui/ago.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import classes from "./audit.module.css";
import { AuditEntry } from "./audit-entry.tsx";
import { Subject } from "./subject.tsx";

/** Which of them one looks for when something is wrong. */
const BAD = /\.(failed|refused|revoked|rejected|broken|given-up|missed|ring-halted|stopped)$/;

export function AuditTable({ entries }: { entries: readonly AuditEvent[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/audit" });
  const isOpen = ({ id }: AuditEvent) => search.entry === String(id);
  const open = (entry: AuditEvent) => {
    const { entry: _, ...others } = search;
    const next = isOpen(entry) ? others : { ...others, entry: String(entry.id) };
    void navigate({ to: "/audit", search: next, replace: true, resetScroll: false });
  };
  return (
    <Listing
      rows={entries}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("audit.what"),
          cell: (entry) => <What entry={entry} opened={isOpen(entry)} onOpen={() => open(entry)} />,
        },
        { head: t("audit.subject"), cell: ({ subject, detail }) => <Subject name={subject} detail={detail} /> },
        { head: t("audit.who"), cell: ({ actor }) => <Subject name={actor} /> },
        { head: t("audit.when"), cell: ({ atMs }) => <Ago atMs={atMs} /> },
      ]}
      below={(entry) =>
        isOpen(entry) ? { id: `entry-${entry.id}`, content: <AuditEntry entry={entry} /> } : undefined
      }
    />
  );
}

/** Plain, since there are hundreds of it. */
function What({ entry, opened, onOpen }: { entry: AuditEvent; opened: boolean; onOpen: () => void }) {
  const bad = BAD.test(entry.what);
  return (
    <>
      <button
        type="button"
        className={classes["what"]}
        aria-expanded={opened}
        {...(opened ? { "aria-controls": `entry-${entry.id}` } : {})}
        onClick={onOpen}
      >
        <span aria-hidden>{opened ? "▾" : "▸"}</span>{" "}
        <span className={bad ? classes["bad"] : undefined}>
          {bad && <span aria-hidden>✕ </span>}
          {entry.what}
        </span>
      </button>
      <Note>{kindWords(entry.what)}</Note>
    </>
  );
}
