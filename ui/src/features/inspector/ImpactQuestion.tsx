// Before a row is taken out of the draw: which cells of the coverage it leaves empty or short, and who names it. Asked only
// when something would break; otherwise undo is better than a question.
import { Button } from "@mantine/core";
import { type ReactNode, useCallback, useState } from "react";
import { backend, type Impact, type ImpactCell, type Pool } from "../../backend";
import { Dialog } from "../../shared/Dialog";
import { useFormat } from "../../shared/format";
import { useValueWord } from "../../shared/Value";
import { useWords } from "../../words/words";
import styles from "./Inspector.module.css";

type What = "delete" | "deactivate";

interface Asked {
  impact: Impact;
  what: What;
  answer: (yes: boolean) => void;
}

const breaks = ({ emptied, thinned, referenceCount }: Impact) =>
  emptied.length > 0 || thinned.length > 0 || referenceCount > 0;

export function useImpactQuestion(pool: Pool): {
  ask: (id: string, what: What) => Promise<boolean>;
  question: ReactNode;
} {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = useCallback(
    async (id: string, what: What) => {
      // Where it cannot be told, the database still has the last word.
      const impact = await backend.poolImpact(pool, { ids: [id] }).catch(() => null);
      if (!impact || !breaks(impact)) return true;
      return new Promise<boolean>((resolve) => {
        setAsked({
          impact,
          what,
          answer: (yes) => {
            setAsked(null);
            resolve(yes);
          },
        });
      });
    },
    [pool],
  );
  return { ask, question: <Question asked={asked} /> };
}

function Question({ asked }: { asked: Asked | null }) {
  const words = useWords();
  const say = words.rowForms.impact;
  const format = useFormat();
  return (
    <Dialog
      opened={asked !== null}
      onClose={() => asked?.answer(false)}
      title={asked ? say.title[asked.what] : ""}
      size={460}
      centered
    >
      {asked ? (
        <div className={styles.impact} data-testid="impact">
          <Cells title={say.emptied} cells={asked.impact.emptied} />
          <Cells title={say.thinned} cells={asked.impact.thinned} />
          {asked.impact.referenceCount > 0 ? (
            <section>
              <h3>{say.named(format.count(asked.impact.referenceCount))}</h3>
              <ul>
                {asked.impact.references.slice(0, 8).map((one) => (
                  <li key={one.id}>
                    {one.label} <span className="quiet">{words.rowForms.referenceKinds[one.kind] ?? one.kind}</span>
                  </li>
                ))}
              </ul>
              {asked.impact.referenceCount > 8 ? (
                <p className="quiet">{words.general.moreItems(format.count(asked.impact.referenceCount - 8))}</p>
              ) : null}
            </section>
          ) : null}
          <div className={styles.answers}>
            <Button variant="default" data-autofocus onClick={() => asked.answer(false)}>
              {words.general.cancel}
            </Button>
            <Button onClick={() => asked.answer(true)}>{say.goOn[asked.what]}</Button>
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}

function Cells({ title, cells }: { title: string; cells: ImpactCell[] }) {
  const words = useWords();
  const format = useFormat();
  const word = useValueWord();
  if (cells.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {cells.map((cell) => (
          <li key={`${cell.need}/${cell.column}`}>
            {words.needs[cell.need]} · {word(cell.column)}{" "}
            <span className="quiet">
              {words.rowForms.impact.cell(
                format.number(cell.before),
                format.number(cell.after),
                format.number(cell.target),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
