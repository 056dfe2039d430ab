/** @jsxImportSource preact */
import type { PortalAbout } from "@shoal/protocol/portal/view";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Facts } from "./facts.tsx";
import { Rules } from "./rules.tsx";
import { type Speech, useSpeech } from "./speech.ts";
import { Problem, readAbout } from "./talk.ts";

/** What the agent does, sees and sends, and whose it is. */
export function AboutPage() {
  const speech = useSpeech();
  const { t, bytes } = speech;
  const [about, setAbout] = useState<PortalAbout>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    readAbout().then(setAbout, (error: unknown) => error instanceof Problem && setProblem(error));
  }, []);
  return (
    <>
      <p>{t.aboutIntro}</p>
      {problem && <p class="note bad">{t.problem[problem.code]}</p>}
      <Part title={t.does}>
        <List items={t.doesList} />
      </Part>
      <Part title={t.never}>
        <List items={t.neverList} />
        <p class="dim">{t.neverButSoftware}</p>
      </Part>
      {about && (
        <>
          <Part title={t.whose}>
            <Facts
              rows={[
                [t.device, about.device],
                [t.deviceId, about.deviceId],
                [t.server, about.server],
                [t.version, about.agentVersion],
                [t.cache, bytes(about.cacheBytes)],
              ]}
            />
          </Part>
          <Part title={t.sends}>
            <p class="dim">{about.inventory ? t.sendsHint : t.notRead}</p>
            {about.inventory && <Facts rows={sentOf(about.inventory, speech)} />}
            <p class="dim">{t.sendsMore}</p>
          </Part>
          <Part title={t.rules}>
            <Rules about={about} />
          </Part>
        </>
      )}
    </>
  );
}

function sentOf(
  { platform, ...sent }: NonNullable<PortalAbout["inventory"]>,
  { t, bytes }: Speech,
): [string, string][] {
  return [
    [t.fact.hostname, sent.hostname],
    [t.fact.os, [platform.os, platform.distribution, platform.osVersion].filter(Boolean).join(" ")],
    [t.fact.arch, `${platform.arch}, ${t.bits(platform.bitness)}`],
    [t.fact.formFactor, platform.formFactor],
    [t.fact.memory, bytes(sent.memoryBytes)],
    [t.fact.cpus, String(sent.cpuCount)],
    [t.fact.disk, bytes(sent.diskFreeBytes)],
    [t.fact.links, (sent.links ?? []).map((link) => JSON.stringify(link)).join("\n") || t.none],
    ...Object.entries(sent.facts).map(([name, { value }]): [string, string] => [name, String(value)]),
  ];
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
