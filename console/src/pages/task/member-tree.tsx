import { Box, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../text/format.ts";
import { GivenArcs } from "./given-arcs.tsx";
import { givenWords } from "./given-words.ts";
import classes from "./member-tree.module.css";
import { givenLines, lineWidth, localBytesOf, type TreeMember, whenOf } from "./tree-layout.ts";

const ROW_PX = 30;
const TRUNK_X = 14;
const LEAF_X = 76;
/** Beside the names, for lines between members. */
const ARCS_PX = 56;
/** More are in the table below. */
const MOST = 60;

/**
 * From who represents a subnet to each of its members: the more came within the subnet, the thicker the line; who joined late has a dashed one
 * until it is whole. Who has the focus is told of with what it had of whom, and lines come to it from those that gave it something.
 */
export function MemberTree({ members, atMs }: { members: readonly TreeMember[]; atMs: number }) {
  const { t } = useTranslation();
  const [focus, setFocus] = useState<string>();
  const [root, ...rest] = members;
  if (root === undefined) return null;
  const leaves = rest.slice(0, MOST);
  const most = Math.max(...members.map(localBytesOf), root.wanBytes);
  const height = (leaves.length + 1) * ROW_PX;
  const yOf = (row: number) => row * ROW_PX + ROW_PX / 2;
  const chosen = members.find(({ deviceId }) => deviceId === focus);
  const shown = [root, ...leaves];
  const lines = chosen ? givenLines(chosen, shown) : [];
  const given = chosen ? givenWords(t, chosen) : "";
  return (
    <Box>
      <Box pos="relative" h={height} maw={640} role="group" aria-label={t("tree.members")}>
        <svg className={classes["lines"]} width={LEAF_X} height={height} aria-hidden="true">
          <title>{t("tree.members")}</title>
          {leaves.map((each, at) => {
            const when = whenOf(each, atMs);
            const y = yOf(at + 1);
            return (
              <g key={each.deviceId} fill="none" opacity={when === "before" ? 0.25 : 1} strokeLinecap="butt">
                <path
                  d={`M${TRUNK_X},${yOf(0)} V${y - 10} Q${TRUNK_X},${y} ${TRUNK_X + 10},${y} H${LEAF_X - 4}`}
                  stroke={`var(--tone-${when === "done" ? "good" : "busy"})`}
                  strokeWidth={Math.max(1, lineWidth(localBytesOf(each), most))}
                  {...(each.late && when !== "done" ? { strokeDasharray: "6 5" } : {})}
                />
                {each.peerBytes > 0 && (
                  <path
                    d={`M${TRUNK_X + 22},${y + 7} H${LEAF_X - 4}`}
                    stroke="var(--tone-waiting)"
                    strokeWidth={focus === each.deviceId ? 3 : 1.5}
                    strokeDasharray="2 3"
                  />
                )}
              </g>
            );
          })}
          <circle cx={TRUNK_X} cy={yOf(0)} r={8} fill="var(--tone-busy)" />
        </svg>
        {chosen && lines.length > 0 && shown.includes(chosen) && (
          <svg className={classes["given"]} width={ARCS_PX} height={height} aria-hidden="true">
            <title>{t("tree.fromWhom")}</title>
            <GivenArcs lines={lines} to={shown.indexOf(chosen)} yOf={yOf} width={ARCS_PX} />
          </svg>
        )}
        {shown.map((each, at) => (
          <UnstyledButton
            key={each.deviceId}
            className={classes["member"]}
            pos="absolute"
            top={at * ROW_PX + 2}
            left={at === 0 ? TRUNK_X + 16 : LEAF_X}
            right={ARCS_PX}
            h={ROW_PX - 4}
            aria-pressed={focus === each.deviceId}
            onFocus={() => setFocus(each.deviceId)}
            onMouseEnter={() => setFocus(each.deviceId)}
            onClick={() => setFocus(each.deviceId)}
          >
            <MemberLine member={each} atMs={atMs} />
          </UnstyledButton>
        ))}
      </Box>
      {rest.length > MOST && (
        <Text size="sm" c="var(--tone-neutral)">
          {t("tree.moreMembers", { count: rest.length - MOST })}
        </Text>
      )}
      <Text size="sm" role="status" mih="3em">
        {chosen !== undefined && t("tree.had", sourcesOf(chosen))} {given !== "" && t("tree.gave", { list: given })}
      </Text>
    </Box>
  );
}

function MemberLine({ member, atMs }: { member: TreeMember; atMs: number }) {
  const { t } = useTranslation();
  return (
    <Text component="span" size="sm" truncate display="block">
      <strong>
        <span aria-hidden>{member.led ? "★" : member.late ? "┄" : "→"}</span> {member.device}
      </strong>{" "}
      {t(`tree.when.${whenOf(member, atMs)}`)} · {formatBytes(member.wanBytes + localBytesOf(member))}
    </Text>
  );
}

const sourcesOf = ({ device, wanBytes, castBytes, repairBytes, peerBytes }: TreeMember) => ({
  device,
  wan: formatBytes(wanBytes),
  cast: formatBytes(castBytes),
  repair: formatBytes(repairBytes),
  peer: formatBytes(peerBytes),
});
