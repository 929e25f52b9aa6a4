// The parts of an attempt as they are shown in its tabs: JSON to look around in, texts as texts, findings as a list.
import { useCallback, useMemo } from "react";
import type { JsonOf } from "../../../backend";
import { CopyButton } from "../../../shared/CopyButton";
import { JsonTree } from "../../../shared/JsonTree";
import { JsonViewer } from "../../../shared/json/JsonViewer";
import { memorySource, type Path } from "../../../shared/json/source";
import { useWords } from "../../../words/words";
import styles from "../Runs.module.css";
import type { Finding } from "./output";
import { helpOf, useJsonSource, useSchemas } from "./runJson";

interface JsonProps {
  run: string;
  of: Extract<JsonOf, { step: number }>;
  value: unknown;
  /** It did not come with the run, but there is something. */
  large: boolean;
  label: string;
  none: string;
}

export function StepJson({ run, of, value, large, label, none }: JsonProps) {
  const source = useJsonSource(run, of, value, large);
  const schemas = useSchemas();
  const { step, kind } = of;
  const help = useCallback(
    (path: Path) => {
      if (kind !== "stepInput" && kind !== "stepOutput") return null;
      return helpOf(schemas, step, kind === "stepInput" ? "input" : "output", path);
    },
    [schemas, step, kind],
  );
  if (!source) return <p className="quiet">{none}</p>;
  return <JsonViewer label={label} source={source} help={help} />;
}

/** A question by its parts: texts as texts, everything else folded. */
export function Question({ run, of, value, large }: Pick<JsonProps, "run" | "of" | "value" | "large">) {
  const words = useWords();
  const say = words.runs.tabs;
  const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const texts = parts.filter((one): one is [string, string] => typeof one[1] === "string" && one[0] !== "schemaName");
  const rest = Object.fromEntries(parts.filter(([key, part]) => typeof part !== "string" || key === "schemaName"));
  const names: Record<string, string> = { system: say.system, user: say.user, prompt: say.prompt };
  if (texts.length === 0)
    return <StepJson run={run} of={of} value={value} large={large} label={say.question} none={say.noQuestion} />;
  return (
    <div className={styles.parts}>
      {texts.map(([key, text]) => (
        <section key={key}>
          <h3>{names[key] ?? key}</h3>
          <Plain text={text} none="" label={names[key] ?? key} />
        </section>
      ))}
      {Object.keys(rest).length > 0 ? (
        <section>
          <h3>{say.schema}</h3>
          <JsonTree value={rest} open={0} />
        </section>
      ) : null}
    </div>
  );
}

// Letters beyond which one element of text makes scrolling heavy.
const LARGEST = 200_000;

export function Plain({ text, none, label }: { text: string | null; none: string; label: string }) {
  const source = useMemo(() => (text !== null && text.length > LARGEST ? memorySource(text) : null), [text]);
  if (text === null) return <p className="quiet">{none}</p>;
  if (source) return <JsonViewer label={label} source={source} />;
  return (
    <div className={styles.plain}>
      <CopyButton small text={() => text} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre className="data mono" tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}

export function Findings({ findings }: { findings: Finding[] }) {
  const words = useWords();
  const say = words.runs.tabs;
  if (findings.length === 0) return <p className="quiet">{say.noWarnings}</p>;
  return (
    <ul className={`${styles.findings} data`}>
      {findings.map((finding, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity and never move
        <li key={at} data-severity={finding.severity}>
          <span className={styles.mark} data-tone={finding.severity === "critical" ? "bad" : "warn"}>
            {finding.severity === "critical" ? say.critical : say.warning}
          </span>
          <span>
            {finding.path ? <code className="mono">{finding.path}</code> : null} {finding.message}
            {finding.rule ? <span className="quiet"> · {finding.rule}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
