// What keeps a version from being published, each a way to its place; warnings are folded away.
import { CircleAlert, TriangleAlert } from "lucide-react";
import type { Finding, PublishCheck } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { findingText } from "../editor/findingWords";
import { sectionField } from "../fields";
import type { SourcePlace } from "../parts";
import styles from "../Templates.module.css";
import { useFieldName } from "../useFieldName";

interface Props {
  check: PublishCheck;
  onGo: (place: SourcePlace) => void;
}

export function CheckFindings({ check, onGo }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.templates.publish;
  const errors = check.findings.filter(({ severity }) => severity === "error");
  const warnings = check.findings.filter(({ severity }) => severity === "warning");
  return (
    <>
      {errors.length > 0 ? (
        <Banner tone="bad" title={say.errors(format.count(errors.length))} testId="publish-errors">
          <FindingList findings={errors} onGo={onGo} />
        </Banner>
      ) : (
        <Banner tone="good" title={say.noErrors} />
      )}
      {warnings.length > 0 ? (
        <details className={styles.entry}>
          <summary>{say.warnings(format.count(warnings.length))}</summary>
          <FindingList findings={warnings} onGo={onGo} />
        </details>
      ) : null}
    </>
  );
}

function FindingList({ findings, onGo }: { findings: Finding[]; onGo: (place: SourcePlace) => void }) {
  const words = useWords();
  const format = useFormat();
  const fieldName = useFieldName();
  return (
    <ul className={styles.findings}>
      {findings.map((finding, index) => {
        const { section, line, column, endLine, endColumn, severity } = finding;
        const Sign = severity === "error" ? CircleAlert : TriangleAlert;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity
          <li key={index}>
            <Sign size={13} aria-hidden />
            <span className="data">{findingText(words, finding)}</span>
            {section === null ? null : (
              <button
                type="button"
                className={styles.link}
                onClick={() => onGo({ section, line, column, endLine, endColumn })}
              >
                {words.templates.publish.goTo(fieldName(sectionField(section)), format.number(line))}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
