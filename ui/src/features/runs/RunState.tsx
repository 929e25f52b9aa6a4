// How a run stands, how good it was and whether a fallback stood in: each as a sign and a word.
import { LifeBuoy, TriangleAlert } from "lucide-react";
import { useFormat } from "../../shared/format";
import { Status } from "../../shared/Status";
import { useWords } from "../../words/words";
import styles from "./Runs.module.css";
import { bandOf, qualityPoints, stateOf, TONES } from "./run";

export function RunStateSign({ status }: { status: string }) {
  const words = useWords();
  const state = stateOf(status);
  return (
    <span className={styles.state} data-state={state}>
      <Status tone={TONES[state]}>{words.runs.states[state]}</Status>
    </span>
  );
}

export function QualityMark({ quality }: { quality: number }) {
  const words = useWords();
  const format = useFormat();
  const band = bandOf(quality);
  return (
    <span className={styles.quality} data-band={band}>
      {band === "poor" ? <TriangleAlert size={12} aria-hidden /> : null}
      <strong>{format.number(qualityPoints(quality))}</strong> <span>{words.runs.bands[band]}</span>
    </span>
  );
}

export function DegradedMark({ short }: { short?: boolean }) {
  const words = useWords();
  const say = words.runs.list;
  return (
    <span className={styles.mark} data-tone="warn" title={say.degradedText}>
      <LifeBuoy size={11} aria-hidden />
      {short ? <span className="unseen">{say.degradedMark}</span> : say.degradedMark}
    </span>
  );
}
