// What is wrong where the cursor stands, with its fix: for those who use no pointer, and told to those who do not see.
import { Button } from "@mantine/core";
import { useSyncExternalStore } from "react";
import type { Finding } from "../../../backend";
import { show } from "../../../shared/keys";
import { useWords } from "../../../words/words";
import { findingsIn } from "./diagnostics";
import styles from "./editor.module.css";
import { SeveritySign } from "./FindingCounts";
import { findingText, fixText } from "./findingWords";
import type { SectionViews } from "./sectionViews";

/** The finding that the cursor touches, the narrowest of several. */
export function findingAt(views: SectionViews): Finding | null {
  const spot = views.spot();
  const view = spot ? views.view(spot.section) : undefined;
  if (!spot || !view) return null;
  const touched = findingsIn(view.state).filter(({ from, to }) => from <= spot.to && spot.from <= to);
  return touched.sort((one, other) => one.to - one.from - (other.to - other.from))[0]?.finding ?? null;
}

interface Props {
  views: SectionViews;
  readOnly: boolean;
  onFix: (finding: Finding) => void;
}

export function HereLine({ views, readOnly, onFix }: Props) {
  const words = useWords();
  const finding = useSyncExternalStore(views.subscribe, () => findingAt(views));
  const say = words.templateEditor;
  return (
    <div className={styles.here} role="status" data-testid="finding-here">
      {finding ? (
        <>
          <SeveritySign severity={finding.severity} />
          <span className="unseen">{say.severities[finding.severity]}</span>
          <span className="data">{findingText(words, finding)}</span>
          {finding.fix && !readOnly ? (
            <Button size="compact-xs" variant="default" onClick={() => onFix(finding)} title={show("mod+.")}>
              {fixText(words, finding.fix)}
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
