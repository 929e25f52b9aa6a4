// A number of a form that lies between two others, as the database has it.
import { DecimalField } from "../../shared/DecimalField";
import { NumberField } from "../../shared/Field";
import type { Format } from "../../shared/format";
import type { Common } from "../../shared/Inputs";

/** A number with a fraction has a step, which the arrows take; without one it is whole. */
export type Range = readonly [from: number, to: number, step?: number];

interface Props extends Common {
  /** "" while the field is empty: `outside` keeps that from being sent. */
  value: number | "";
  onChange: (value: number | "") => void;
  range: Range;
}

export function RangeField({ range: [, , step], ...field }: Props) {
  return step === undefined ? <NumberField {...field} /> : <DecimalField {...field} step={step} />;
}

/** What is said of each value that does not lie in its range. */
export function outside<N extends string>(
  value: Record<N, number | "">,
  ranges: Record<N, Range>,
  format: Format,
  between: (from: string, to: string) => string,
): Partial<Record<N, string>> {
  const wrong: Partial<Record<N, string>> = {};
  for (const name of Object.keys(ranges) as N[]) {
    const [from, to, step] = ranges[name];
    const given: number | "" = value[name];
    const fits = given !== "" && given >= from && given <= to && (step !== undefined || Number.isInteger(given));
    if (!fits) wrong[name] = between(format.number(from), format.number(to));
  }
  return wrong;
}
