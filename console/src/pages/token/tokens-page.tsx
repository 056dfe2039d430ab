import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { tokensQuery } from "../../api/token.ts";
import { Allowed } from "../../app/allowed.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { EmptyMessage } from "../../ui/empty-message.tsx";
import { Page } from "../../ui/page.tsx";
import { TokenTable } from "./token-table.tsx";

export default function TokensPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const all = useSearch({ from: "/tokens" }).whose === "all";
  return (
    <Page
      title={t("token.title")}
      actions={
        <>
          <CopyAsCli line={`shoal token list${all ? " --all" : ""}`} />
          <Button size="xs" renderRoot={(props) => <Link to="/tokens/new" {...props} />}>
            {t("token.new")}
          </Button>
        </>
      }
    >
      <SegmentedControl
        aria-label={t("token.whose")}
        style={{ alignSelf: "flex-start" }}
        value={all ? "all" : "own"}
        data={[
          { value: "own", label: t("token.own") },
          { value: "all", label: t("token.all") },
        ]}
        onChange={(whose) => void navigate({ to: "/tokens", search: whose === "all" ? { whose: "all" } : {} })}
      />
      <Allowed key={String(all)} permission={all ? "operator.read" : "token.read"}>
        <Tokens all={all} />
      </Allowed>
    </Page>
  );
}

function Tokens({ all }: { all: boolean }) {
  const { t } = useTranslation();
  const answer = useQuery(tokensQuery(all));
  return (
    <Answer of={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyMessage title={t("token.empty")} hint={t("token.emptyHint")} />
        ) : (
          <TokenTable tokens={items} />
        )
      }
    </Answer>
  );
}
