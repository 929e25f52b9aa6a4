// How a file is read: its format, its letters, what parts its columns, and which column of the pool each of them goes to.
// Whatever is changed here, the file is looked at again.
import type { Encoding, Format, Import, ImportMode, ImportOptions, Table } from "../../../backend";
import { useColumnWord } from "../../../shared/columnWord";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./panels.module.css";

interface FactsProps {
  plan: Import | null;
  options: ImportOptions;
  onChange: (part: Partial<ImportOptions>) => void;
}

const FORMATS: Format[] = ["csv", "jsonl", "xlsx"];
const ENCODINGS: Encoding[] = ["auto", "utf8", "cp949"];
const DELIMITERS = [",", ";", "\t"];
const MODES: ImportMode[] = ["upsert", "insert"];

export function ImportFacts({ plan, options, onChange }: FactsProps) {
  const words = useWords();
  const say = words.poolPanels.import;
  const format = useFormat();
  const delimited = (options.format ?? plan?.format ?? "csv") === "csv";
  return (
    <div className={styles.row}>
      <Choice
        label={say.format}
        value={options.format ?? ""}
        onChange={(value) => onChange({ format: value === "" ? null : (value as Format) })}
        options={[
          { value: "", label: say.recognised(plan?.format ? say.formatNames[plan.format] : null) },
          ...FORMATS.map((value) => ({ value, label: say.formatNames[value] })),
        ]}
      />
      {plan && plan.sheets.length > 1 ? (
        <Choice
          label={say.sheet}
          value={options.sheet ?? plan.sheet ?? ""}
          onChange={(value) => onChange({ sheet: value })}
          options={plan.sheets.map((value) => ({ value, label: value }))}
        />
      ) : null}
      {delimited ? (
        <>
          <Choice
            label={say.encoding}
            value={options.encoding ?? "auto"}
            onChange={(value) => onChange({ encoding: value as Encoding })}
            options={ENCODINGS.map((value) => ({
              value,
              label: value === "auto" ? say.recognised(plan?.encoding ?? null) : say.encodings[value],
            }))}
          />
          <Choice
            label={say.delimiter}
            value={options.delimiter ?? ""}
            onChange={(value) => onChange({ delimiter: value === "" ? null : value })}
            options={[
              {
                value: "",
                label: say.recognised(plan?.delimiter ? (say.delimiters[plan.delimiter] ?? plan.delimiter) : null),
              },
              ...DELIMITERS.map((value) => ({ value, label: say.delimiters[value] ?? value })),
            ]}
          />
        </>
      ) : null}
      <Choice
        label={say.mode}
        value={options.mode ?? "upsert"}
        onChange={(value) => onChange({ mode: value as ImportMode })}
        options={MODES.map((value) => ({ value, label: say.modes[value] }))}
      />
      {plan ? <span className={styles.note}>{say.rows(format.count(plan.rows))}</span> : null}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label className={styles.row}>
      <span className={styles.note}>{label}</span>
      <select className={styles.select} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ImportMapping({ table, plan, options, onChange }: FactsProps & { table: Table; plan: Import }) {
  const words = useWords();
  const say = words.poolPanels.import;
  const column = useColumnWord();
  const name = (key: string) => (key === "id" ? words.columns.id : key.split(":").map(column).join(" – ")) ?? key;
  const targets = ["id", ...table.columns.filter((one) => one.editable).map((one) => one.key)];
  const chosen = options.map ?? {};
  const left = plan.headers.filter((one) => one.column === null).length;
  return (
    <details open={left > 0 || undefined} data-testid="import-mapping">
      <summary>{say.mapping(plan.headers.length - left, plan.headers.length)}</summary>
      <div className={styles.scroll}>
        <table className={`${styles.table} data`} aria-label={say.columns}>
          <thead>
            <tr>
              <th scope="col">{say.header}</th>
              <th scope="col">{say.goesTo}</th>
              <th scope="col">{say.samples}</th>
            </tr>
          </thead>
          <tbody>
            {plan.headers.map((one, place) => {
              const taken = one.column ?? "";
              const known = targets.includes(taken) || taken === "" ? targets : [taken, ...targets];
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike
                <tr key={place}>
                  <td>{one.header === "" ? <span className="quiet">{words.inspector.empty}</span> : one.header}</td>
                  <td>
                    <select
                      className={styles.select}
                      aria-label={say.target(one.header)}
                      value={taken}
                      onChange={(event) => {
                        const to = event.currentTarget.value;
                        onChange({ map: { ...chosen, [one.header]: to === "" ? null : to } });
                      }}
                    >
                      <option value="">{say.leaveOut}</option>
                      {known.map((key) => (
                        <option key={key} value={key}>
                          {name(key)}
                        </option>
                      ))}
                    </select>{" "}
                    {!(one.header in chosen) && taken !== "" ? (
                      <span className={styles.chip}>{say.guessed}</span>
                    ) : null}
                  </td>
                  <td className="quiet">{one.samples.slice(0, 2).join(" · ")}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
