// How many findings of each severity there are: a sign, a number, and the words for those who do not see the sign.
import { CircleX, Info, TriangleAlert } from "lucide-react";
import type { Finding, Severity } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./editor.module.css";

const signs = { error: CircleX, warning: TriangleAlert, info: Info } satisfies Record<Severity, unknown>;
const SEVERITIES: Severity[] = ["error", "warning", "info"];

export function SeveritySign({ severity, size = 13 }: { severity: Severity; size?: number }) {
  const Sign = signs[severity];
  return <Sign size={size} aria-hidden className={styles[severity]} />;
}

export function FindingCounts({ findings }: { findings: Finding[] }) {
  const words = useWords();
  const format = useFormat();
  return (
    <span className={styles.counts}>
      {SEVERITIES.map((severity) => {
        const count = format.count(findings.filter((finding) => finding.severity === severity).length);
        if (count.value === 0) return null;
        return (
          <span key={severity} className={styles.findingCount} title={words.templateEditor.counts[severity](count)}>
            <SeveritySign severity={severity} />
            <span aria-hidden>{count.text}</span>
            <span className="unseen">{words.templateEditor.counts[severity](count)}</span>
          </span>
        );
      })}
    </span>
  );
}
