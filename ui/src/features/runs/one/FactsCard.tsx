// What the run was started with, and its relatives: the run it repeats, the runs made from it.
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Run, RunConfig } from "../../../backend";
import { addressOf } from "../../../routes";
import { Card } from "../../../shared/Card";
import { CopyButton } from "../../../shared/CopyButton";
import { useFormat } from "../../../shared/format";
import { JsonTree } from "../../../shared/JsonTree";
import link from "../../../shared/Link.module.css";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import { engineWord } from "../run";
import { runAddress } from "../useRunsPlace";
import type { Made } from "./output";

export function FactsCard({ run, made }: { run: Run; made: Made }) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.facts;
  const kind = (word: string | null) => words.runs.list.based[word ?? ""] ?? word ?? "";
  const template = made.template ? `${made.template.name} ${made.template.version}` : run.template;
  const templateId = made.template?.id ?? run.templateId;
  const tokens = run.promptTokens + run.completionTokens;
  const options = useOptions((run.config ?? {}) as RunConfig);
  return (
    <Card title={say.title} testId="facts">
      <dl className={`${styles.facts} data`}>
        <Fact name={say.engine}>{engineWord(words, run.engine)}</Fact>
        {run.seed === null ? null : (
          <Fact name={say.seed}>
            <code className="mono">{run.seed}</code>
            <CopyButton small text={() => String(run.seed)} />
          </Fact>
        )}
        <Fact name={say.template}>
          {templateId && template ? (
            <a className={link.link} href={`#${addressOf({ page: "templates", section: templateId })}`}>
              {template}
            </a>
          ) : (
            (template ?? "–")
          )}
        </Fact>
        {options.length > 0 ? <Fact name={say.options}>{options.join(", ")}</Fact> : null}
        <Fact name={say.started}>
          <time dateTime={run.startedAt ?? run.createdAt}>{format.dateTime(run.startedAt ?? run.createdAt)}</time>
        </Fact>
        <Fact name={say.tokens}>
          {format.number(tokens)} · {format.usd(run.costUsd)}
        </Fact>
        {run.poolRevision === null ? null : (
          <Fact name={say.pool}>
            {run.poolChangedSince ? (
              <span className={styles.mark} data-tone="warn" title={say.poolChangedText} data-testid="pool-changed">
                <TriangleAlert size={11} aria-hidden /> {say.poolChanged}
              </span>
            ) : (
              say.poolSame
            )}
          </Fact>
        )}
        {run.basedOn ? (
          <Fact name={say.basedOn}>
            <a className={link.link} href={`#${runAddress(run.basedOn)}`}>
              {run.basedOnNumber === null
                ? say.openRun(kind(run.basedOnKind))
                : `${words.runs.name(format.number(run.basedOnNumber))} (${kind(run.basedOnKind)})`}
            </a>
          </Fact>
        ) : null}
        {run.followedBy.length > 0 ? (
          <Fact name={say.followed}>
            {run.followedBy.map((one) => (
              <a key={one.id} className={link.link} href={`#${runAddress(one.id)}`}>
                {words.runs.name(format.number(one.number))} ({kind(one.kind)})
              </a>
            ))}
          </Fact>
        ) : null}
      </dl>
      <details>
        <summary>{say.input}</summary>
        <JsonTree value={run.input} open={2} />
      </details>
      <details>
        <summary>{say.settings}</summary>
        <JsonTree value={{ config: run.config, settings: run.settings }} open={1} />
      </details>
    </Card>
  );
}

function useOptions(config: RunConfig): string[] {
  const words = useWords();
  const say = words.runs.facts;
  const gates = (config.gates ?? []).map((agent) => words.runs.agents[agent]);
  return [
    config.until ? say.until(words.runs.agents[config.until]) : null,
    config.dryRun ? say.dryRun : null,
    config.skipCache ? say.skipCache : null,
    config.personaType === "neighbor" ? say.neighbor : null,
    gates.length > 0 ? say.gates(gates.join(", ")) : null,
  ].filter((one) => one !== null);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
