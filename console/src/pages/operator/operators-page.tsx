import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { operatorsQuery } from "../../api/operator.ts";
import { Allowed } from "../../app/allowed.tsx";
import { formatNumber } from "../../text/format.ts";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { Listing } from "../../ui/listing.tsx";
import { Note } from "../../ui/note.tsx";
import { Page } from "../../ui/page.tsx";
import { Factors } from "./factors.tsx";
import { OperatorState } from "./operator-state.tsx";
import { RolesGiven } from "./roles-given.tsx";

export default function OperatorsPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t("operator.title")}
      actions={
        <>
          <CopyAsCli line="shoal operator list" />
          <Button size="xs" renderRoot={(props) => <Link to="/operators/new" {...props} />}>
            {t("operator.invite")}
          </Button>
        </>
      }
    >
      <Allowed permission="operator.read">
        <Operators />
      </Allowed>
    </Page>
  );
}

function Operators() {
  const { t } = useTranslation();
  const answer = useQuery(operatorsQuery);
  return (
    <Answer of={answer}>
      {({ items }) => (
        <Listing
          rows={items}
          keyOf={({ id }) => id}
          minWidth={720}
          empty={{ title: t("operator.empty"), hint: t("operator.emptyHint") }}
          columns={[
            {
              head: t("operator.name"),
              by: "name",
              cell: ({ name, email }) => (
                <>
                  <Anchor
                    renderRoot={(props) => <Link to="/operators/$operator" params={{ operator: name }} {...props} />}
                  >
                    {name}
                  </Anchor>
                  <Note>{email}</Note>
                </>
              ),
            },
            { head: t("operator.state"), cell: (operator) => <OperatorState of={operator} /> },
            { head: t("operator.roles"), cell: ({ roles }) => <RolesGiven roles={roles} /> },
            { head: t("operator.provesBy"), cell: (operator) => <Factors of={operator} /> },
            { head: t("operator.sessions"), by: "sessions", cell: ({ sessions }) => formatNumber(sessions), end: true },
          ]}
        />
      )}
    </Answer>
  );
}
