import { Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Where something is on its way. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" role="status" aria-label={t("common.loading")}>
      <Skeleton height={22} width="60%" />
      <Skeleton height={22} />
      <Skeleton height={22} width="80%" />
    </Stack>
  );
}
