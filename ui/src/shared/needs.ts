// What can be done with the six needs as numbers: reading them from a row, comparing two profiles. No drawing here.
import type { Need, NeedVector } from "../backend";
import { NEEDS } from "./valueKind";

export const STEP = 0.05;

export const noNeeds: NeedVector = { survival: 0, belonging: 0, recognition: 0, autonomy: 0, growth: 0, meaning: 0 };

/** Between 0 and 1, on two decimals: what is shown is what is saved. */
export const rounded = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;

/** The six numbers of a value of a row; what is missing counts as nothing. */
export function needsOf(value: unknown): NeedVector {
  const given = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const entries = NEEDS.map((need): [Need, number] => [need, typeof given[need] === "number" ? given[need] : 0]);
  return Object.fromEntries(entries) as NeedVector;
}

/** How alike two profiles are in their shape, whatever their height: 1 is the same direction, 0 nothing in common. */
export function cosine(one: NeedVector, other: NeedVector): number {
  let product = 0;
  let length = 0;
  let otherLength = 0;
  for (const need of NEEDS) {
    product += one[need] * other[need];
    length += one[need] ** 2;
    otherLength += other[need] ** 2;
  }
  return length === 0 || otherLength === 0 ? 0 : product / Math.sqrt(length * otherLength);
}
