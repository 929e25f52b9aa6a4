// What does not fit the template's variables in a context that somebody writes, each with its path.
import { CheckCircle2, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { backend, type TemplateSource } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { useLatest } from "../preview/latest";
import styles from "./Contexts.module.css";
import { faultText, type Values } from "./context";

const PAUSE = 150;

const check = ({ source, values }: { source: TemplateSource; values: Values }) =>
  backend.promptContextCheck(source, values);

export function Faults({ source, values }: { source: TemplateSource; values: Values }) {
  const words = useWords();
  const say = words.templateTry.contexts;
  const format = useFormat();
  const input = useMemo(() => ({ source, values }), [source, values]);
  const { answer: faults } = useLatest(input, check, PAUSE);
  if (!faults) return null;
  return (
    <div className={styles.faults} data-testid="context-faults">
      <p role="status" data-tone={faults.length > 0 ? "warn" : "good"}>
        {faults.length > 0 ? <TriangleAlert size={13} aria-hidden /> : <CheckCircle2 size={13} aria-hidden />}
        {faults.length > 0 ? say.faults(format.count(faults.length)) : say.fits}
      </p>
      {faults.length > 0 ? (
        <ul className="data">
          {faults.map((fault) => (
            <li key={`${fault.kind}:${fault.path}`}>
              <code>{fault.path}</code> {faultText(words, fault)}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
