import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { enrolmentRequestsQuery } from "../../api/enrolment.ts";
import { formatNumber } from "../../text/format.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Page } from "../../ui/page.tsx";
import { Registrations } from "./registrations.tsx";
import { ENROLMENT_TABS } from "./routes.ts";
import { Tokens } from "./tokens.tsx";
import { Waiting } from "./waiting.tsx";

const LINES = {
  tokens: "shoal device tokens",
  waiting: "shoal device requests",
  announced: "shoal device registrations",
};
const PANELS = { tokens: Tokens, waiting: Waiting, announced: Registrations };

/** How devices become known: by a token, by a person's yes, or because they were announced. */
export default function EnrolmentPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab = "tokens" } = useSearch({ from: "/enrolment" });
  const waiting = useQuery(enrolmentRequestsQuery).data?.items.length ?? 0;
  return (
    <Page title={t("enrolment.title")} actions={<CopyAsCli line={LINES[tab]} />}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({ to: "/enrolment", search: { tab: next as (typeof ENROLMENT_TABS)[number] } })
        }
      >
        <Tabs.List>
          {ENROLMENT_TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`enrolment.tab.${each}`)}
              {each === "waiting" && waiting > 0 && ` (${formatNumber(waiting)})`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {ENROLMENT_TABS.map((each) => {
          const Panel = PANELS[each];
          return (
            <Tabs.Panel key={each} value={each} pt="md">
              <Panel />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
