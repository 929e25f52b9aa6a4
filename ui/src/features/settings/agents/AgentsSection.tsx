// The five agents, each a row that unfolds into its form, and the shapes of what they take and give.
import { Button } from "@mantine/core";
import { Braces } from "lucide-react";
import { useState } from "react";
import type { AgentSettingsRow } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { OpenedForm } from "../../../shared/OpenedForm";
import { Unanswered } from "../../../shared/Unanswered";
import { useWords } from "../../../words/words";
import { type Cell, FoldList, FoldRow, useFolds } from "../Folds";
import { useProviders } from "../providers/queries";
import { Section } from "../Section";
import styles from "../Settings.module.css";
import { AgentForm, draftName } from "./AgentForm";
import { agentName, asksModels } from "./agentWords";
import { useAgents } from "./queries";
import { Shapes } from "./Shapes";

export function AgentsSection() {
  const words = useWords();
  const say = words.agents;
  const agents = useAgents();
  const providers = useProviders().data ?? [];
  const folds = useFolds(draftName(""));
  const cells = useCells();
  const [shapes, setShapes] = useState(false);

  const { agent, engine, temperature, tokens, timeout, attempts } = say.heads;
  return (
    <Section title={say.title} text={say.text} testId="settings-agents">
      {agents.data ? (
        <>
          <FoldList
            label={say.title}
            heads={[agent, engine, temperature, tokens, timeout, attempts, say.fields.onFailure]}
            columns="minmax(0, 1.7fr) minmax(0, 1.3fr) 44px 52px 60px 40px minmax(0, 0.9fr)"
          >
            {agents.data.map((row, place) => (
              <FoldRow
                key={row.agent}
                name={
                  <span className={styles.numbered}>
                    <span className={styles.place}>{place + 1}</span>
                    <span>
                      {agentName(words, row.agent)}
                      {row.isEnabled ? null : <em className={styles.off}> {say.switchedOff}</em>}
                    </span>
                  </span>
                }
                cells={cells(row)}
                draft={draftName(row.agent)}
                open={folds.isOpen(draftName(row.agent))}
                onToggle={() => folds.toggle(draftName(row.agent))}
                testId={`agent-${row.agent}`}
              >
                <OpenedForm latest={row} table="knock.agent_settings">
                  {(opened) => <AgentForm {...opened} providers={providers} />}
                </OpenedForm>
              </FoldRow>
            ))}
          </FoldList>
          <div>
            <Button variant="default" leftSection={<Braces size={14} aria-hidden />} onClick={() => setShapes(true)}>
              {say.shapes}
            </Button>
          </div>
        </>
      ) : (
        <Unanswered query={agents} failed={say.failed} lines={5} height={36} away={words.settings.teamAway} />
      )}
      <Shapes opened={shapes} onClose={() => setShapes(false)} />
    </Section>
  );
}

function useCells(): (row: AgentSettingsRow) => Cell[] {
  const say = useWords().agents;
  const format = useFormat();
  return (row) => {
    const asks = asksModels(row.agent);
    const engine = row.engine === null ? say.asRun : row.engine === "offline" ? say.offline : row.engine;
    const { heads } = say;
    return [
      {
        label: heads.engine,
        text: (
          <>
            {asks ? engine : say.own}
            {asks && row.model ? <span className={`mono ${styles.under}`}>{row.model}</span> : null}
          </>
        ),
      },
      { label: heads.temperature, text: asks && row.agent !== "picture" ? format.number(row.temperature) : "–" },
      { label: heads.tokens, text: asks && row.agent !== "picture" ? format.number(row.maxTokens) : "–" },
      { label: heads.timeout, text: format.duration(row.timeoutMs) },
      { label: heads.attempts, text: format.number(row.attempts) },
      { label: say.fields.onFailure, text: say.onFailure[row.onFailure] ?? row.onFailure },
    ];
  };
}
