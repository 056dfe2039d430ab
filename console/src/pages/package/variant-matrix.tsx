import { Table, Text } from "@mantine/core";
import type { Variant } from "@shoal/protocol/package/release";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { inWords } from "../../text/said.ts";
import { type MatrixCell, matrixOf } from "./matrix.ts";

/** Who gets what of a release: a row for each system and architecture, a column for each form factor. */
export function VariantMatrix({ variants }: { variants: readonly Variant[] }) {
  const { t } = useTranslation();
  const { columns, rows } = useMemo(() => matrixOf(variants), [variants]);
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table withTableBorder withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("device.system")}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ os, arch, cells }) => (
            <Table.Tr key={`${os} ${arch}`}>
              <Table.Th scope="row">
                {os} {arch}
              </Table.Th>
              {cells.map((cell, at) => (
                <Table.Td key={columns[at]}>
                  <Cell cell={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cell({ cell }: { cell: MatrixCell }) {
  const { t } = useTranslation();
  const [sign, tone] = cell.variant === undefined ? ["–", "idle"] : cell.fallback ? ["↳", "neutral"] : ["✓", "good"];
  return (
    <Text component="span" size="sm" c={`var(--tone-${tone})`} title={cell.why.split("\n").map(inWords).join("\n")}>
      <span aria-hidden>{sign}</span>{" "}
      {cell.variant === undefined
        ? t("package.matrixMissing")
        : t(cell.fallback ? "package.matrixFallback" : "package.matrixFilled", { variant: cell.variant })}
    </Text>
  );
}
