// What is odd about a text, as filters over the whole pool. They look at letters and lengths only and judge nothing: a
// person reads the rows.
import type { Condition, Filter, Pool } from "../../../backend";

export type Oddity = "short" | "long" | "noHangul" | "latin";

/** Below and above this a description is worth a look, in characters. */
export const SHORT = 40;
export const LONG = 600;

// An empty text and a colour have no letters to speak of.
const NO_HANGUL = "[가-힣]|^\\s*$|^#";
// A name or an abbreviation is no foreign text: several words in a row are.
const LATIN_RUN = "[A-Za-z]{2,}([ '’-][A-Za-z]{2,}){2,}";
const LATIN_AMONG_HANGUL = `[가-힣].*${LATIN_RUN}|${LATIN_RUN}.*[가-힣]`;

const TITLES: Record<Pool, string> = { experiences: "title", archetypes: "displayName", visuals: "value" };

export interface Odd {
  oddity: Oddity;
  column: string;
  filter: Filter;
}

export function odditiesOf(pool: Pool): Odd[] {
  const title = TITLES[pool];
  const one = (oddity: Oddity, column: string, test: Condition["test"], value: unknown): Odd => ({
    oddity,
    column,
    filter: { text: null, conditions: [{ column, test, values: [value] }] },
  });
  return [
    // A visual is a word or a colour; only its description, where it has one, is a text.
    ...(pool === "visuals" ? [] : [one("short", "description", "atMost", SHORT - 1)]),
    one("long", "description", "atLeast", LONG + 1),
    one("noHangul", title, "matchesNot", NO_HANGUL),
    one("noHangul", "description", "matchesNot", NO_HANGUL),
    one("latin", title, "matches", LATIN_AMONG_HANGUL),
    one("latin", "description", "matches", LATIN_AMONG_HANGUL),
  ];
}
