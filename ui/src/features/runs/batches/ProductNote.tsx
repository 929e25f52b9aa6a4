// How many runs a batch would have, and what those would cost that ask a provider: going by the last runs with it.
import { useQueries } from "@tanstack/react-query";
import { backend, keys, useReady } from "../../../backend";
import { Banner } from "../../../shared/Banner";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { OFFLINE } from "../run";
import styles from "./Batches.module.css";
import { type BatchForm, MOST_RUNS, productOf } from "./batchForm";
import { figuresOf } from "./numbers";

/** So many earlier runs tell what one costs. */
const LOOKED_AT = 20;

/** What a run with each engine has cost on average; null where none was ever made. */
function useCosts(engines: string[]): { engine: string; cost: number | null }[] {
  const ready = useReady();
  const queries = useQueries({
    queries: engines.map((engine) => ({
      queryKey: [...keys.runs, "cost", engine],
      queryFn: async () => {
        const conditions = [
          { column: "engine", test: "any" as const, values: [engine] },
          { column: "status", test: "any" as const, values: ["completed"] },
        ];
        const rows = await backend.tableRows(
          "runs",
          { conditions },
          { column: "number", descending: true },
          null,
          LOOKED_AT,
        );
        return figuresOf(rows.items.map((row) => Number(row.costUsd ?? 0)))?.mean ?? null;
      },
      enabled: ready,
    })),
  });
  return engines.map((engine, at) => ({ engine, cost: queries[at]?.data ?? null }));
}

export function ProductNote({ form, tooMany }: { form: BatchForm; tooMany: boolean }) {
  const words = useWords();
  const format = useFormat();
  const say = words.batches.start;
  const { inputs, templates, engines, repeats, runs } = productOf(form);
  const asked = useCosts(form.engines.filter((engine) => engine !== OFFLINE));
  const each = engines === 0 ? 0 : runs / engines;
  return (
    <>
      <p role="status" className={tooMany ? styles.wrong : styles.product} data-testid="batch-product">
        {tooMany
          ? say.tooMany(format.number(runs), format.number(MOST_RUNS))
          : say.product(
              format.count(inputs),
              format.count(templates),
              format.count(engines),
              format.count(repeats),
              format.count(runs),
            )}
      </p>
      {asked.length > 0 && each > 0 ? (
        <Banner tone="warn" title={say.costTitle}>
          <ul className="data">
            {asked.map(({ engine, cost }) => (
              <li key={engine}>
                {cost === null
                  ? say.costUnknown(engine, format.count(each))
                  : say.cost(engine, format.count(each), format.usd(cost * each))}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      <p className="quiet small">{say.dry}</p>
    </>
  );
}
