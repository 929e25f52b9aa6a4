// The needs of a preview, read from the backend's JSON; whatever is missing or of another shape is simply not there.
// No drawing here.
import type { Need } from "../../../backend";

export interface NeedSeen {
  need: Need;
  observed: number;
  hidden: number;
  /** What it was read from, and what that was taken to mean. */
  seen: string[];
  unseen: string[];
}

export interface Paradox {
  needA: Need;
  needB: Need;
  tension: number;
  description: string;
}

type Fields = Record<string, unknown>;
const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : []);
const texts = (...values: unknown[]) =>
  values.flat().filter((value): value is string => typeof value === "string" && value !== "");

export function needsOf(analysis: unknown): NeedSeen[] {
  const { completeVector, presenceVector, deficiencyVector } = fields(analysis);
  const of = (vector: unknown, need: unknown) => list(vector).filter((one) => one.need === need);
  return list(completeVector)
    .filter(({ need, observed, hidden }) => need && typeof observed === "number" && typeof hidden === "number")
    .map(({ need, observed, hidden }) => ({
      need: need as Need,
      observed: observed as number,
      hidden: hidden as number,
      seen: of(presenceVector, need).flatMap((one) => texts(one.evidence, one.interpretation)),
      unseen: of(deficiencyVector, need).flatMap((one) => texts(one.evidence, one.reason)),
    }));
}

export const paradoxesOf = (analysis: unknown): Paradox[] =>
  list(fields(analysis).paradoxes).filter(
    (one) => typeof one.description === "string" && typeof one.tension === "number",
  ) as unknown as Paradox[];
