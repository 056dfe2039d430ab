import { Box, Button, type ButtonProps, Group, Stack, Text, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyAsCli } from "./copy-as-cli.tsx";
import { Dialog } from "./dialog.tsx";
import { ProblemMessage } from "./problem-message.tsx";

interface Order extends Pick<ButtonProps, "color" | "variant"> {
  label: string;
  /** Why it cannot be done now; it stays visible, and says so. */
  disabledReason?: string | undefined;
  /** What is wrong with what was filled in; it is not sent like that. */
  wrong?: string | undefined;
  /** What is asked before it is done, with the count. */
  confirm: string;
  hint?: string;
  /** What does the same on a command line. */
  line: string;
  /** What else has to be said for it: fields. */
  children?: ReactNode;
  act: () => Promise<unknown>;
  /** What it makes old. */
  refresh: string[];
}

/** Something that changes devices: it says what it will do to how many, and is done once that was agreed to. */
export function OrderButton({
  label,
  disabledReason,
  wrong,
  confirm,
  hint,
  line,
  children,
  act,
  refresh,
  ...look
}: Order) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  const order = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      close();
      await client.invalidateQueries({ queryKey: refresh });
    },
  });
  return (
    <>
      <Tooltip
        label={disabledReason}
        disabled={disabledReason === undefined}
        events={{ hover: true, focus: true, touch: true }}
      >
        <Button
          size="xs"
          aria-haspopup="dialog"
          {...look}
          {...(disabledReason === undefined ? {} : { "data-disabled": true })}
          aria-disabled={disabledReason !== undefined}
          {...(disabledReason === undefined ? {} : { "aria-description": disabledReason })}
          onClick={() => disabledReason === undefined && open()}
        >
          {label}
        </Button>
      </Tooltip>
      <Dialog opened={opened} onClose={close} title={confirm}>
        <Stack
          component="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (wrong === undefined) order.mutate();
          }}
        >
          {hint !== undefined && <Text size="sm">{hint}</Text>}
          {children}
          {order.error !== null && <ProblemMessage error={order.error} />}
          <Group justify="flex-end">
            <Box mr="auto">
              <CopyAsCli line={line} />
            </Box>
            <Button variant="default" onClick={close}>
              {t("common.close")}
            </Button>
            <Button
              {...look}
              type="submit"
              variant="filled"
              loading={order.isPending}
              {...(wrong === undefined
                ? {}
                : { "data-disabled": true, "aria-disabled": true, "aria-description": wrong })}
              {...(children === undefined ? { "data-autofocus": true } : {})}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
