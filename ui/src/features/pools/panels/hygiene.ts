// What is odd about a text, as facts. It looks at letters and lengths only and judges nothing: a person reads the row.
import type { Pool, TableRow } from "../../../backend";
import { textOf } from "../../../shared/archetypes";

export type Oddity = "short" | "long" | "noHangul" | "latin";

/** Below and above this a description is worth a look, in characters. */
export const SHORT = 40;
export const LONG = 600;

const HANGUL = /[가-힣]/;
// A name or an abbreviation is no foreign text: several words in a row are.
const LATIN_RUN = /[A-Za-z]{2,}(?:[ '’-][A-Za-z]{2,}){2,}/;

const TEXTS: Record<Pool, { title: string; body: string }> = {
  experiences: { title: "title", body: "description" },
  archetypes: { title: "displayName", body: "description" },
  visuals: { title: "value", body: "description" },
};

export function odditiesOf(pool: Pool, row: TableRow): Oddity[] {
  const title = textOf(row, TEXTS[pool].title);
  const body = textOf(row, TEXTS[pool].body);
  const found: Oddity[] = [];
  const length = [...body].length;
  // A visual is a word or a colour; only its description, where it has one, is a text.
  if (pool !== "visuals" && length < SHORT) found.push("short");
  if (length > LONG) found.push("long");
  const hex = title.startsWith("#");
  const texts = pool === "visuals" && hex ? [body] : [title, body];
  if (texts.some((text) => text !== "" && !HANGUL.test(text))) found.push("noHangul");
  if (texts.some((text) => HANGUL.test(text) && LATIN_RUN.test(text))) found.push("latin");
  return found;
}
