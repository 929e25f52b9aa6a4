// The course of a run as figures: each attempt, and below it each call of a provider.
import type { Run, RunStep } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { AGENTS, engineWord } from "../run";
import { type Call, callsOf } from "./calls";
import { attemptWord, callWord, purposeWord } from "./course";
import type { Log } from "./log";
import { barsOf, isReused } from "./standing";
import course from "./Waterfall.module.css";

interface Props {
  run: Run;
  log: Log;
  now: number;
}

export function CourseTable({ run, log, now }: Props) {
  const words = useWords();
  const say = words.runs.steps;
  const start = Date.parse(run.startedAt ?? run.createdAt);
  const heads = [say.step, say.what, say.state, say.from, say.time, say.by, say.tokensHead, say.cost];
  return (
    <div className={course.scroll}>
      <table className={`${course.figures} data`} aria-label={say.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {AGENTS.map((agent, index) => {
          const step = index + 1;
          const bars = barsOf(run, step, now);
          const reused = run.steps.find((one) => one.step === step && isReused(run, one));
          const name = `${step}. ${words.runs.agents[agent]}`;
          return (
            <tbody key={agent}>
              {reused ? <Line name={name} what={say.reused} state={attemptWord(words, reused)} /> : null}
              {bars.length === 0 && !reused ? <Line name={name} what="" state={say.states.pending} /> : null}
              {bars.flatMap(({ attempt, ms }) => {
                const from = Date.parse(attempt.startedAt) - start;
                return [
                  <AttemptLine key={attempt.attempt} name={name} attempt={attempt} from={from} ms={ms} />,
                  ...callsOf(log, step, attempt.attempt).map((call) => (
                    <CallLine key={call.seq} name={name} call={call} from={from + call.fromMs} />
                  )),
                ];
              })}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

function AttemptLine({ name, attempt, from, ms }: { name: string; attempt: RunStep; from: number; ms: number }) {
  const words = useWords();
  const format = useFormat();
  const tokens = (attempt.promptTokens ?? 0) + (attempt.completionTokens ?? 0);
  return (
    <Line
      name={name}
      what={words.runs.steps.attempt(format.number(attempt.attempt))}
      state={attemptWord(words, attempt)}
      from={from}
      ms={ms}
      by={engineWord(words, attempt.provider ?? attempt.engine)}
      tokens={tokens}
      costUsd={attempt.costUsd}
    />
  );
}

function CallLine({ name, call, from }: { name: string; call: Call; from: number }) {
  const words = useWords();
  const { purpose, ms, provider, model, tokens, costUsd } = call;
  return (
    <Line
      name={name}
      what={purposeWord(words, purpose)}
      inside
      state={callWord(words, call)}
      from={from}
      ms={ms}
      by={`${engineWord(words, provider)} ${model}`}
      tokens={tokens}
      costUsd={costUsd}
    />
  );
}

interface LineProps {
  name: string;
  what: string;
  state: string;
  /** Part of the attempt above. */
  inside?: boolean;
  from?: number;
  ms?: number;
  by?: string;
  tokens?: number;
  costUsd?: number | null;
}

function Line({ name, what, state, inside, from, ms, by = "–", tokens = 0, costUsd }: LineProps) {
  const format = useFormat();
  return (
    <tr data-inside={inside || undefined}>
      <th scope="row">{name}</th>
      <td>{what}</td>
      <td>{state}</td>
      <td>{from === undefined ? "–" : format.duration(Math.max(0, from))}</td>
      <td>{ms === undefined ? "–" : format.duration(ms)}</td>
      <td>{by}</td>
      <td>{tokens === 0 ? "–" : format.number(tokens)}</td>
      <td>{costUsd ? format.usd(costUsd) : "–"}</td>
    </tr>
  );
}
