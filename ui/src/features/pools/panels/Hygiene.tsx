// What else a tidy pool has none of: drafts waiting for review, and texts whose length or letters are odd. The drafts are
// counted by the database; the texts are looked at here, in the first rows of the grid's filter, and it says so.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { backend, type Filter, keys, useReady } from "../../../backend";
import { textOf } from "../../../shared/archetypes";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import { LONG, type Oddity, odditiesOf, SHORT } from "./hygiene";
import styles from "./panels.module.css";
import { useCount } from "./queries";

const LOOKED_AT = 200;
const SHOWN = 8;
const ODDITIES: Oddity[] = ["short", "long", "noHangul", "latin"];
const DRAFTS: Filter = { text: null, conditions: [{ column: "reviewState", test: "any", values: ["draft"] }] };

export function Hygiene({ pool, table, filter, onFilter, onOpenRow }: PanelProps) {
  const words = useWords();
  const say = words.poolPanels.hygiene;
  const format = useFormat();
  const drafts = useCount(pool, DRAFTS);
  const [open, setOpen] = useState<Oddity | null>(null);
  const looked = useQuery({
    queryKey: [...keys.pool, "hygiene", pool, filter],
    queryFn: () => backend.tableRows(pool, filter, { column: "updatedAt", descending: true }, null, LOOKED_AT),
    enabled: useReady(),
    placeholderData: keepPreviousData,
  });
  const rows = looked.data?.items ?? [];
  const odd = ODDITIES.map((oddity) => ({
    oddity,
    rows: rows.filter((row) => odditiesOf(pool, row).includes(oddity)),
  }));
  const limits = { short: format.number(SHORT), long: format.number(LONG) };
  return (
    <section className={styles.section} aria-label={say.title} data-testid="hygiene">
      <h3>{say.title}</h3>
      <div className={styles.row}>
        <button type="button" className={styles.link} onClick={() => onFilter(DRAFTS)} disabled={!drafts.data?.value}>
          {say.drafts(format.count(drafts.data?.value ?? 0))}
        </button>
        {drafts.data && !drafts.data.exact ? <span className="quiet">{say.estimated}</span> : null}
      </div>
      <p className={styles.note}>{say.looked(format.count(rows.length), looked.data?.next !== null)}</p>
      <ul>
        {odd.map(({ oddity, rows: found }) => (
          <li key={oddity}>
            <button
              type="button"
              className={styles.link}
              aria-expanded={open === oddity}
              disabled={found.length === 0}
              onClick={() => setOpen(open === oddity ? null : oddity)}
            >
              {say.oddities[oddity](limits)}: {format.number(found.length)}
            </button>
            {open === oddity ? (
              <ul className={styles.section}>
                {found.slice(0, SHOWN).map((row) => (
                  <li key={textOf(row, "id")}>
                    <button type="button" className={styles.link} onClick={() => onOpenRow(textOf(row, "id"))}>
                      · {textOf(row, table.title)}
                    </button>
                  </li>
                ))}
                {found.length > SHOWN ? (
                  <li className="quiet">{words.general.moreItems(format.count(found.length - SHOWN))}</li>
                ) : null}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
