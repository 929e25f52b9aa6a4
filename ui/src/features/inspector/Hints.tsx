// While a title is typed: rows that are called nearly the same, so that nobody writes the same scene twice.
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { backend, keys, useReady } from "../../backend";
import { useFormat } from "../../shared/format";
import link from "../../shared/Link.module.css";
import { useWords } from "../../words/words";
import { kindOfPool } from "./poolRow";
import styles from "./RowForm.module.css";
import type { FormParts } from "./rowFields";

const SHOWN = 4;

export function Hints({ pool, row, draft, onOpen, column, text }: FormParts & { column: string; text: string }) {
  const words = useWords();
  const format = useFormat();
  const [typed] = useDebouncedValue(text.trim(), 250);
  const edited = draft.edited.includes(column) && typed !== row[column] && typed.length > 1;
  const query = useQuery({
    queryKey: [...keys.pool, "hints", pool, typed, row.id],
    queryFn: () => backend.poolHints(pool, typed, row.id),
    enabled: useReady() && edited,
  });
  const found = edited ? (query.data ?? []) : [];
  if (found.length === 0) return null;
  return (
    <div className={styles.hints} role="status" data-testid="hints">
      <span>{words.rowForms.alike}</span>
      <ul>
        {found.slice(0, SHOWN).map(({ second, similarity }) => (
          <li key={second.id}>
            <button type="button" className={link.link} onClick={() => onOpen(kindOfPool(pool), second.id)}>
              {second.label}
            </button>{" "}
            <span className="quiet">{format.percent(similarity)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
