// One value at a path, as it is: a text as text, anything else as JSON writes it.
import { LongText } from "../../../shared/Value";

const LONG = 160;

export function Leaf({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="quiet">–</span>;
  if (typeof value !== "string") return <code className="mono">{JSON.stringify(value)}</code>;
  return value.length > LONG ? <LongText text={value} /> : value;
}
