// What a dry run found: new rows, changed rows cell by cell, refused rows with their reason, and rows whose title another
// row has. Only looked at here; nothing is decided.
import { useState } from "react";
import type { Import, ImportError, RowChange, Table } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { CopyButton } from "../../../shared/CopyButton";
import { useColumnWord } from "../../../shared/columnWord";
import { toCsv } from "../../../shared/csv";
import { TextDiff, ValueDiff } from "../../../shared/Diff";
import { useFormat } from "../../../shared/format";
import { useReasonText } from "../../../shared/reasonText";
import { Tabs } from "../../../shared/Tabs";
import { Value } from "../../../shared/Value";
import { useWords } from "../../../words/words";
import own from "./ImportPanel.module.css";
import styles from "./panels.module.css";

interface Props {
  table: Table;
  plan: Import;
  onOpenRow: (id: string) => void;
}

type At = "new" | "changed" | "refused" | "same";

export function ImportFindings({ plan, onOpenRow }: Props) {
  const words = useWords();
  const say = words.poolPanels.import;
  const format = useFormat();
  const [chosen, setChosen] = useState<At | null>(null);
  const first: At = plan.errorCount > 0 ? "refused" : plan.inserted === 0 && plan.updated > 0 ? "changed" : "new";
  const arriving = (arrival: RowChange["arrival"]) => plan.changes.filter((change) => change.arrival === arrival);
  return (
    <>
      {plan.problems.map((problem) => (
        <Banner key={problem} tone="warn" title={problem} />
      ))}
      <p role="status" className={styles.note}>
        {say.found(format.count(plan.inserted), format.count(plan.updated), format.count(plan.errorCount))}{" "}
        {say.unchanged(format.count(plan.unchanged))}
      </p>
      <Tabs<At>
        label={say.findings}
        at={chosen ?? first}
        onTab={setChosen}
        tabs={[
          {
            key: "new",
            label: say.tabNew,
            count: format.number(plan.inserted),
            panel: <Changes changes={arriving("new")} whole={plan.inserted} empty={say.noNew} />,
          },
          {
            key: "changed",
            label: say.tabChanged,
            count: format.number(plan.updated),
            panel: <Changes changes={arriving("changed")} whole={plan.updated} empty={say.noChanged} open />,
          },
          {
            key: "refused",
            label: say.tabRefused,
            count: format.number(plan.errorCount),
            tone: plan.errorCount > 0 ? "bad" : undefined,
            panel: <Refused plan={plan} />,
          },
          {
            key: "same",
            label: say.tabSame,
            count: format.number(plan.duplicates.length),
            tone: plan.duplicates.length > 0 ? "warn" : undefined,
            panel: <Same plan={plan} onOpenRow={onOpenRow} />,
          },
        ]}
      />
    </>
  );
}

interface ChangesProps {
  changes: RowChange[];
  whole: number;
  empty: string;
  open?: boolean;
}

function Changes({ changes, whole, empty, open }: ChangesProps) {
  const words = useWords();
  const say = words.poolPanels.import;
  const format = useFormat();
  if (whole === 0) return <p className="quiet">{empty}</p>;
  return (
    <div className={styles.scroll}>
      <ol className={own.changes}>
        {changes.map((change, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the file can become several
          <li key={place}>
            <details open={open === true && place < 20}>
              <summary>
                <span className="quiet">{say.row(format.number(change.row))}</span> {change.label}
              </summary>
              <dl className={`${styles.values} ${own.cells} data`}>
                {change.cells.map((cell) => (
                  <Cell key={cell.column} {...cell} isNew={change.arrival === "new"} />
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ol>
      {whole > changes.length ? (
        <p className={styles.note}>{words.general.moreItems(format.count(whole - changes.length))}</p>
      ) : null}
    </div>
  );
}

function Cell({ column, old, new: now, isNew }: { column: string; old: unknown; new: unknown; isNew: boolean }) {
  const word = useColumnWord();
  const texts = typeof old === "string" && typeof now === "string";
  return (
    <div>
      <dt>{word(column)}</dt>
      <dd>
        {isNew ? (
          <Value column={column} value={now} />
        ) : texts && old.length + now.length > 30 ? (
          <TextDiff old={old} now={now} />
        ) : (
          <ValueDiff before={<Value column={column} value={old} />} after={<Value column={column} value={now} />} />
        )}
      </dd>
    </div>
  );
}

function Refused({ plan }: { plan: Import }) {
  const words = useWords();
  const say = words.poolPanels.import;
  const format = useFormat();
  const word = useColumnWord();
  const reasonText = useReasonText();
  if (plan.errorCount === 0) return <p className="quiet">{say.noRefused}</p>;
  const why = (one: ImportError) => reasonText(one);
  const field = (one: ImportError) => (one.field === null ? "" : word(one.field));
  const csv = () =>
    toCsv([
      [say.rowNumber, say.line, say.field, say.reason],
      ...plan.errors.map((one) => [one.row, one.line, field(one), why(one)]),
    ]);
  return (
    <>
      <div className={styles.row}>
        <span className={styles.right}>
          <CopyButton text={csv} label={words.general.copyCsv} />
        </span>
      </div>
      <div className={styles.scroll}>
        <table className={`${styles.table} data`} aria-label={say.tabRefused}>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                {say.rowNumber}
              </th>
              <th scope="col" className={styles.number}>
                {say.line}
              </th>
              <th scope="col">{say.field}</th>
              <th scope="col">{say.reason}</th>
            </tr>
          </thead>
          <tbody>
            {plan.errors.map((one, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row can be refused for several reasons
              <tr key={place}>
                <td className={styles.number}>{format.number(one.row)}</td>
                <td className={styles.number}>{format.number(one.line)}</td>
                <td>{field(one)}</td>
                <td>{why(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {plan.errors.length >= 500 ? <p className={styles.note}>{say.firstRefused(format.number(500))}</p> : null}
    </>
  );
}

function Same({ plan, onOpenRow }: { plan: Import; onOpenRow: (id: string) => void }) {
  const words = useWords();
  const say = words.poolPanels.import;
  const format = useFormat();
  if (plan.duplicates.length === 0) return <p className="quiet">{say.noSame}</p>;
  return (
    <>
      <p className={styles.note}>{say.sameHint}</p>
      <ul className={own.changes}>
        {plan.duplicates.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row can resemble several
          <li key={place}>
            <span className="quiet">{say.row(format.number(one.row))}</span> {one.label}{" "}
            {one.id !== null ? (
              <button type="button" className={styles.link} onClick={() => onOpenRow(one.id ?? "")}>
                <span className={styles.chip}>{say.sameAsPool}</span>
              </button>
            ) : (
              <span className={styles.chip}>{say.sameAsRow(format.number(one.otherRow ?? 0))}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
