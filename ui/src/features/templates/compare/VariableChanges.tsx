// Which variables were added, removed or changed between two versions, field by field.
import { Minus, PencilLine, Plus } from "lucide-react";
import { ValueDiff } from "../../../shared/Diff";
import { EmptyState } from "../../../shared/EmptyState";
import reading from "../../../shared/ReadingTable.module.css";
import { useWords } from "../../../words/words";
import styles from "./Compare.module.css";
import type { VariableChange, VariableField } from "./differences";

const SIGNS = { added: Plus, removed: Minus, changed: PencilLine };

export function VariableChanges({ changes }: { changes: VariableChange[] }) {
  const words = useWords();
  const say = words.templateTry.compare;
  if (changes.length === 0) return <EmptyState title={say.noVariables} />;
  const shown = (field: VariableField, value: unknown) => {
    if (field === "required") return value === true ? words.general.yes : words.general.no;
    if (value === null || value === "") return say.nothing;
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  return (
    <table className={`${reading.table} ${styles.variables}`}>
      <thead>
        <tr>
          <th scope="col">{say.variable}</th>
          <th scope="col">{say.change}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, status, fields }) => {
          const Icon = SIGNS[status];
          return (
            <tr key={name}>
              <th scope="row" className="data mono">
                {name}
              </th>
              <td>
                <span className={styles.sign} data-status={status}>
                  <Icon size={12} aria-hidden /> {say.status[status]}
                </span>
                {fields.map(({ field, before, after }) => (
                  <div key={field} className={styles.field}>
                    <span className="quiet">{say.fields[field]}</span>
                    <ValueDiff before={shown(field, before)} after={shown(field, after)} />
                  </div>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
