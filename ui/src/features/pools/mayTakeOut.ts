// Before rows are taken out of the draw in the table: what would break is said, and asked only where something would.
import { backend, type ImpactCell, type Pool } from "../../backend";
import { confirm } from "../../shared/confirm";
import { speech } from "../../shared/work";

const SAID = 4;

export async function mayTakeOut(pool: Pool, ids: string[]): Promise<boolean> {
  // Where it cannot be told, the database still has the last word.
  const impact = await backend.poolImpact(pool, { ids }).catch(() => null);
  if (!impact || impact.emptied.length + impact.thinned.length + impact.referenceCount === 0) return true;
  const { words, format } = speech();
  const say = words.pools.bulk;
  const value = (text: string) => words.values[text] ?? text;
  const cells = (list: ImpactCell[]) =>
    list
      .slice(0, SAID)
      .map((cell) =>
        say.cell(
          words.needs[cell.need],
          value(cell.column),
          format.number(cell.before),
          format.number(cell.after),
          format.number(cell.target),
        ),
      )
      .join("; ");
  const parts = [
    ...(impact.emptied.length > 0
      ? [`${say.emptied(format.count(impact.emptied.length))} (${cells(impact.emptied)})`]
      : []),
    ...(impact.thinned.length > 0
      ? [`${say.thinned(format.count(impact.thinned.length))} (${cells(impact.thinned)})`]
      : []),
    ...(impact.referenceCount > 0
      ? [
          `${say.references(format.count(impact.referenceCount))} (${impact.references
            .slice(0, SAID)
            .map((one) => one.label)
            .join(", ")})`,
        ]
      : []),
  ];
  return confirm({ title: say.impact, text: parts.join(" · "), confirm: say.deactivate });
}
