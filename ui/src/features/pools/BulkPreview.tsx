// What a change to many rows would do before it is written: how many rows, the first of them old and new, what is refused
// and, where rows are taken out of the draw, what would break.
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, TriangleAlert } from "lucide-react";
import {
  type BulkChange,
  type BulkSample,
  backend,
  type Column,
  type Impact,
  type ImpactCell,
  keys,
  type Pool,
  type BulkPreview as Preview,
  type Table,
  type Target,
} from "../../backend";
import { TextDiff } from "../../shared/Diff";
import { useFormat } from "../../shared/format";
import { plainText } from "../../shared/grid/CellValue";
import { ChangeTable, Now, Old } from "../../shared/grid/ChangeTable";
import type { Naming } from "../../shared/grid/types";
import { refusalText } from "../../shared/reasons";
import { gridColumn } from "../../shared/tables/useNaming";
import { useWords } from "../../words/words";
import { takesOut } from "./bulk";
import styles from "./Pool.module.css";

export function usePreview(pool: Pool, target: Target, change: BulkChange | null) {
  const asked = useQuery({
    queryKey: [...keys.table, "preview", pool, target, change],
    queryFn: () => backend.tableBulkPreview(pool, target, change as BulkChange),
    enabled: change !== null,
    staleTime: 0,
    gcTime: 0,
  });
  return { preview: asked.data ?? null, error: asked.error, asking: change !== null && asked.isPending };
}

interface Props {
  pool: Pool;
  table: Table;
  naming: Naming;
  preview: Preview;
}

export function PreviewCounts({ preview }: { preview: Preview }) {
  const words = useWords();
  const format = useFormat();
  const say = words.pools.bulk;
  const changed = format.count(preview.changed.value);
  const refused = preview.samples.filter((sample) => sample.error).length;
  const rows = preview.matched.exact ? words.lists.count : words.lists.about;
  return (
    <div className={styles.counts} role="status" data-testid="preview-counts">
      <strong>
        {preview.changed.value === 0 ? say.nothing : (preview.changed.exact ? say.changes : say.changesAbout)(changed)}
      </strong>
      <span>{say.matched(rows(format.count(preview.matched.value)))}</span>
      {refused > 0 ? (
        <span className={styles.bad}>
          <CircleAlert size={13} aria-hidden /> {say.refused(format.count(refused))} {say.refusedHint}
        </span>
      ) : null}
    </div>
  );
}

export function PreviewSamples({ pool, table, naming, preview }: Props) {
  const words = useWords();
  const say = words.pools.bulk;
  if (preview.samples.length === 0) return null;
  const reasons = preview.samples.some((sample) => sample.error);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className={styles.scroll} tabIndex={0} aria-label={say.sample}>
      <ChangeTable label={say.sample} say={say} reasons={reasons}>
        {preview.samples.map((sample) => (
          <Sample key={`${sample.id} ${sample.column}`} {...{ pool, table, naming, sample, reasons }} />
        ))}
      </ChangeTable>
    </section>
  );
}

const WORDS = new Set(["text", "tags", "json"]);

/** Texts are compared word by word; of a number or a choice nobody wants to see which digit changed. */
function OldNew({ column, old, now }: { column: Column | undefined; old: string; now: string }) {
  if (column && WORDS.has(column.kind.kind)) return <TextDiff old={old} now={now} />;
  return (
    <>
      <Old text={old} />
      <span aria-hidden> → </span>
      <Now text={now} />
    </>
  );
}

type SampleProps = Omit<Props, "preview"> & { sample: BulkSample; reasons: boolean };

function Sample({ table, naming, sample, reasons }: SampleProps) {
  const words = useWords();
  const format = useFormat();
  const column = table.columns.find((one) => one.key === sample.column);
  const text = (value: unknown) => {
    if (typeof value === "boolean") return value ? words.general.yes : words.general.no;
    return column ? plainText(gridColumn(column), value, naming, format) : String(value);
  };
  return (
    <tr>
      <th scope="row">{sample.label}</th>
      <td>{naming.title(sample.column)}</td>
      <td>
        <OldNew column={column} old={text(sample.old)} now={text(sample.new)} />
      </td>
      {reasons ? (
        <td className={styles.bad}>
          {sample.error
            ? refusalText(words, format, sample.error, (value) => naming.optionLabel(sample.column, value))
            : null}
        </td>
      ) : null}
    </tr>
  );
}

export function ImpactNote({
  pool,
  target,
  change,
  naming,
}: {
  pool: Pool;
  target: Target;
  change: BulkChange | null;
  naming: Naming;
}) {
  const words = useWords();
  const wanted = change !== null && takesOut(change);
  const impact = useQuery({
    queryKey: [...keys.pool, "impact", pool, target],
    queryFn: () => backend.poolImpact(pool, target),
    enabled: wanted,
    staleTime: 0,
  });
  if (!wanted || impact.isPending) return null;
  if (impact.isError) return <p className={styles.bad}>{words.pools.bulk.impactFailed}</p>;
  return <ImpactView impact={impact.data} naming={naming} />;
}

const LISTED = 20;

function ImpactView({ impact, naming }: { impact: Impact; naming: Naming }) {
  const words = useWords();
  const format = useFormat();
  const say = words.pools.bulk;
  const { emptied, thinned, references, referenceCount } = impact;
  if (emptied.length === 0 && thinned.length === 0 && referenceCount === 0) {
    return <p className="quiet">{say.impactNone}</p>;
  }
  const cells = (list: ImpactCell[]) => (
    <ul>
      {list.slice(0, LISTED).map((cell) => (
        <li key={`${cell.need} ${cell.column}`}>
          {say.cell(
            words.needs[cell.need],
            naming.optionLabel("intensity", cell.column),
            format.number(cell.before),
            format.number(cell.after),
            format.number(cell.target),
          )}
        </li>
      ))}
      {list.length > LISTED ? <li>{say.andMore(format.count(list.length - LISTED))}</li> : null}
    </ul>
  );
  return (
    <section className={styles.impact} data-testid="impact">
      <h3>
        <TriangleAlert size={13} aria-hidden /> {say.impact}
      </h3>
      <p>{say.impactActive(format.count(impact.active))}</p>
      {emptied.length > 0 ? (
        <>
          <p>{say.emptied(format.count(emptied.length))}</p>
          {cells(emptied)}
        </>
      ) : null}
      {thinned.length > 0 ? (
        <>
          <p>{say.thinned(format.count(thinned.length))}</p>
          {cells(thinned)}
        </>
      ) : null}
      {referenceCount > 0 ? (
        <>
          <p>{say.references(format.count(referenceCount))}</p>
          <ul>
            {references.slice(0, LISTED).map((one) => (
              <li key={`${one.kind} ${one.id}`}>
                {say.referenceKinds[one.kind] ?? one.kind}: {one.label}
              </li>
            ))}
            {referenceCount > LISTED ? <li>{say.andMore(format.count(referenceCount - LISTED))}</li> : null}
          </ul>
        </>
      ) : null}
    </section>
  );
}
