import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Refused } from "../../api/client.ts";
import { formatBytes, formatPercent } from "../../text/format.ts";
import type { Tone } from "../../ui/action-look.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Upload, UploadState, Uploads } from "./uploads.ts";

const LOOKS: Record<UploadState, readonly [sign: string, tone: Tone]> = {
  queued: ["◌", "waiting"],
  hashing: ["≡", "busy"],
  sending: ["↑", "busy"],
  waiting: ["◌", "waiting"],
  there: ["✓", "good"],
  failed: ["✕", "bad"],
};

interface Row {
  path: string;
  upload: Upload | undefined;
  uploads: Uploads;
  error?: string | undefined;
  onRemove: () => void;
}

/** A file of a variant: how far it is on its way. */
export function UploadRow({ path, upload, uploads, error, onRemove }: Row) {
  const { t } = useTranslation();
  const busy = upload?.state === "hashing" || upload?.state === "sending";
  const [sign, tone] = upload ? LOOKS[upload.state] : (["–", "bad"] as const);
  const said = upload?.error instanceof Refused ? upload.error.problem.title : upload?.error?.message;
  return (
    <Stack gap={4} role="group" aria-label={path}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {path}
        </Text>
        <Group gap="xs">
          <Text size="sm" component="div">
            {upload && `${formatBytes(upload.sizeBytes)} · `}
            <StateMark
              sign={sign}
              tone={tone}
              word={t(`release.states.${upload ? (upload.known ? "known" : upload.state) : "absent"}`)}
            />
            {busy && ` ${formatPercent(Math.min(upload.doneBytes, upload.sizeBytes), upload.sizeBytes)}`}
          </Text>
          {upload?.state === "failed" && (
            <Button size="compact-xs" onClick={() => uploads.again(path)}>
              {t("common.again")}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t("release.removeFile", { file: path })}
            onClick={onRemove}
          >
            {t(upload && upload.state !== "there" && upload.state !== "failed" ? "release.cancel" : "release.remove")}
          </Button>
        </Group>
      </Group>
      {busy && (
        <Progress
          value={upload.sizeBytes === 0 ? 100 : (upload.doneBytes / upload.sizeBytes) * 100}
          aria-label={t("release.progress", { file: path })}
        />
      )}
      {(said ?? error) !== undefined && (
        <Text size="xs" c="var(--tone-bad)">
          {said ?? error}
        </Text>
      )}
    </Stack>
  );
}
