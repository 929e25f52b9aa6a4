// Whether one template or engine does better than another: the same inputs and repeats under both, measure by measure, with
// how sure the difference is, and the same as a sentence.
import { useQuery } from "@tanstack/react-query";
import { type BatchEffect, backend, keys, useReady } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import { engineWord } from "../run";
import styles from "./Batches.module.css";
import { useMeasureText } from "./useMeasureText";

/** Effects are worked out anew so many times while a batch fills: not with each run. */
const STEPS = 20;

export function EffectsTab({ id, share }: { id: string; share: number }) {
  const words = useWords();
  const ready = useReady();
  const say = words.batches.effects;
  const step = Math.floor(share * STEPS);
  const query = useQuery({
    queryKey: [...keys.batches, "effects", id, step],
    queryFn: () => backend.batchEffects(id),
    enabled: ready,
    placeholderData: (before) => before,
    staleTime: 0,
  });
  if (query.isError) return <ErrorNote title={say.failed} error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={4} />;
  if (query.data.length === 0) return <EmptyState title={say.none} text={say.noneText} />;
  const pairs = new Map<string, BatchEffect[]>();
  for (const effect of query.data) {
    const key = [effect.by, effect.a, effect.b].join(" / ");
    pairs.set(key, [...(pairs.get(key) ?? []), effect]);
  }
  return (
    <div data-testid="effects">
      <p className="quiet">{say.text}</p>
      {[...pairs].map(([key, effects]) => (
        <Pair key={key} effects={effects} />
      ))}
    </div>
  );
}

function Pair({ effects }: { effects: BatchEffect[] }) {
  const words = useWords();
  const format = useFormat();
  const measure = useMeasureText();
  const say = words.batches.effects;
  const [first] = effects;
  if (!first) return null;
  const nameOf = (name: string) => (first.by === "engine" ? engineWord(words, name) : name);
  const [a, b] = [nameOf(first.a), nameOf(first.b)];
  const heads = [say.measure, `A: ${a}`, `B: ${b}`, say.difference, say.interval, say.n, say.p, say.meaning];
  return (
    <section className={styles.pair} aria-label={say.title(a, b)}>
      <h3>{say.title(a, b)}</h3>
      <table aria-label={say.title(a, b)}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="data">
          {effects.map((effect) => (
            <tr key={effect.measure} data-certain={isCertain(effect) || undefined}>
              <th scope="row">{say.measures[effect.measure]}</th>
              <td>{measure.spread(effect.measure, effect.meanA, effect.sdA)}</td>
              <td>{measure.spread(effect.measure, effect.meanB, effect.sdB)}</td>
              <td>{measure.signed(effect.measure, effect.difference)}</td>
              <td>
                {effect.low === null || effect.high === null
                  ? "–"
                  : say.from(measure.signed(effect.measure, effect.low), measure.signed(effect.measure, effect.high))}
              </td>
              <td>{format.number(effect.n)}</td>
              <td>{effect.p === null ? "–" : effect.p < 0.001 ? "< 0.001" : format.decimal(effect.p, 3)}</td>
              <td>{meaning(effect)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

  function meaning(effect: BatchEffect): string {
    const n = format.count(effect.n);
    if (effect.low === null || effect.high === null) return say.tooFew(n);
    if (!isCertain(effect)) return say.noDifference(n);
    const of = effect.measure;
    const [near, far] = [Math.abs(effect.low), Math.abs(effect.high)].sort((one, other) => one - other);
    const size = measure.show(of, Math.abs(effect.difference));
    return say.sentence(
      say.says[of][effect.difference > 0 ? "more" : "less"](size),
      measure.show(of, near ?? 0),
      measure.show(of, far ?? 0),
      n,
    );
  }
}

/** Nothing is not among what the difference may well be. */
const isCertain = ({ low, high }: BatchEffect) => low !== null && high !== null && (low > 0 || high < 0);
