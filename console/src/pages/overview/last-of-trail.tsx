import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { lastAuditQuery } from "../../api/audit.ts";
import { kindWords } from "../../text/said.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Subject } from "../audit/subject.tsx";

/** Who did what just now. */
export function LastOfTrail() {
  const { t } = useTranslation();
  const audit = useQuery(lastAuditQuery(8));
  return (
    <Answer of={audit}>
      {({ items }) => (
        <Listing
          rows={items}
          keyOf={({ id }) => id}
          minWidth={480}
          columns={[
            { head: t("overview.audit.when"), cell: ({ atMs }) => <Ago atMs={atMs} /> },
            { head: t("overview.audit.who"), cell: ({ actor }) => <Subject name={actor} /> },
            { head: t("overview.audit.what"), cell: ({ what }) => kindWords(what) },
            {
              head: t("overview.audit.subject"),
              cell: ({ subject, detail }) => <Subject name={subject} detail={detail} />,
            },
          ]}
        />
      )}
    </Answer>
  );
}
