import { Button, Checkbox, Group } from "@mantine/core";
import type { OperatorRow } from "@shoal/protocol/api/account";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { operatorsQuery } from "../../api/operator.ts";
import { Allowed } from "../../app/allowed.tsx";
import { useNeeds } from "../../app/use-needs.ts";
import { formatNumber, formatTime } from "../../text/format.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Facts } from "../../ui/facts.tsx";
import { OnceShown } from "../../ui/once-shown.tsx";
import { OrderButton } from "../../ui/order-button.tsx";
import { Page } from "../../ui/page.tsx";
import { quoted } from "../../ui/shell-word.ts";
import { Factors } from "./factors.tsx";
import { OperatorState } from "./operator-state.tsx";
import { RolesForm } from "./roles-form.tsx";

export default function OperatorPage() {
  const { operator: name } = useParams({ from: "/operators/$operator" });
  return (
    <Page title={name} actions={<Actions name={name} />}>
      <Allowed permission="operator.read">
        <Operator name={name} />
      </Allowed>
    </Page>
  );
}

function Actions({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <>
      <CopyAsCli line={`shoal operator list\nshoal audit --actor operator:${quoted(name)}`} />
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => <Link to="/audit" search={{ actor: `operator:${name}` }} {...props} />}
      >
        {t("operator.did")}
      </Button>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => <Link to="/audit" search={{ subject: `operator:${name}` }} {...props} />}
      >
        {t("operator.happened")}
      </Button>
    </>
  );
}

function Operator({ name }: { name: string }) {
  const { t } = useTranslation();
  const answer = useQuery(operatorsQuery);
  return (
    <Answer of={answer}>
      {({ items }) => {
        const operator = items.find((each) => each.name === name || each.id === name);
        if (operator === undefined) return <EmptyMessage title={t("operator.gone")} hint={t("operator.goneHint")} />;
        return (
          <>
            <Facts
              rows={[
                [t("operator.state"), <OperatorState key="" of={operator} />],
                [t("operator.email"), operator.email],
                [t("operator.provesBy"), <Factors key="" of={operator} />],
                [t("operator.sessions"), formatNumber(operator.sessions)],
                [t("operator.since"), <Ago key="" atMs={operator.createdMs} />],
              ]}
            />
            <Orders operator={operator} />
            <RolesForm key={JSON.stringify(operator.roles)} operator={operator} />
          </>
        );
      }}
    </Answer>
  );
}

function Orders({ operator }: { operator: OperatorRow }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const denied = useNeeds()("operator.write");
  const [secondFactor, setSecondFactor] = useState(false);
  const [link, setLink] = useState<{ link: string; expiresMs: number }>();
  const params = { path: { id: operator.id } };
  const { name, disabledMs } = operator;
  const self = me?.actor === `operator:${name}`;
  return (
    <>
      {link !== undefined && (
        <OnceShown
          title={t("operator.linkFor", { name })}
          hint={t("operator.linkHint", { email: operator.email, until: formatTime(link.expiresMs) })}
          secret={link.link}
        />
      )}
      <Group gap="xs">
        {disabledMs === undefined ? (
          <OrderButton
            label={t("operator.disable")}
            variant="outline"
            color="red"
            disabledReason={denied ?? (self ? t("operator.notSelf") : undefined)}
            confirm={t("operator.confirmDisable", { name })}
            hint={t("operator.disableHint", { count: operator.sessions })}
            act={() => acceptedBy(api.POST("/api/v1/operators/{id}/disable", { params }))}
            refresh={["operators"]}
            line={`shoal operator disable ${quoted(name)}`}
          />
        ) : (
          <OrderButton
            label={t("operator.enable")}
            variant="default"
            disabledReason={denied}
            confirm={t("operator.confirmEnable", { name })}
            hint={t("operator.enableHint")}
            act={() => acceptedBy(api.POST("/api/v1/operators/{id}/enable", { params }))}
            refresh={["operators"]}
            line={`shoal operator enable ${quoted(name)}`}
          />
        )}
        <OrderButton
          label={t("operator.reset")}
          variant="default"
          disabledReason={denied}
          line={`shoal operator reset ${quoted(name)}${secondFactor ? " --second-factor" : ""}`}
          confirm={t("operator.confirmReset", { name })}
          hint={t("operator.resetHint", { count: operator.sessions })}
          act={async () =>
            setLink(await answerOf(api.POST("/api/v1/operators/{id}/reset", { params, body: { secondFactor } })))
          }
          refresh={["operators"]}
        >
          <Checkbox
            label={t("operator.secondFactor")}
            description={t("operator.secondFactorHint")}
            checked={secondFactor}
            onChange={(event) => setSecondFactor(event.currentTarget.checked)}
          />
        </OrderButton>
      </Group>
    </>
  );
}
