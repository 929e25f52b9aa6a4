// Finding and replacing over several texts: plain or by a regular expression, in the order of the sections.
import type { SectionText } from "../../../backend";
import type { Edit } from "../../../shared/code/minimalEdits";

export interface Query {
  text: string;
  regex: boolean;
  matchCase: boolean;
}

export interface Match {
  section: string;
  from: number;
  to: number;
  /** What a replacement may speak of. */
  groups: RegExpExecArray;
}

/** More are neither marked nor counted: nobody walks through them. */
const MOST = 10_000;

/** Null where there is nothing to look for; an error where the expression is none. */
export function pattern({ text, regex, matchCase }: Query): RegExp | null | Error {
  if (text === "") return null;
  const source = regex ? text : text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const flags = matchCase ? "gm" : "gim";
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    // Braces that stand for themselves, as in `{{name`, are refused in one way of reading expressions only.
    try {
      return new RegExp(source, flags);
    } catch (thrown) {
      return thrown as Error;
    }
  }
}

export function findAll(texts: SectionText[], wanted: RegExp): Match[] {
  const matches: Match[] = [];
  for (const { key, text } of texts) {
    for (const groups of text.matchAll(wanted)) {
      // A match of nothing can neither be shown nor replaced.
      if (groups[0] === "") continue;
      matches.push({ section: key, from: groups.index, to: groups.index + groups[0].length, groups });
      if (matches.length === MOST) return matches;
    }
  }
  return matches;
}

/** What comes in place of a match; `$1`, `$<name>`, `$&` and `$$` count in expressions only. */
export function replacement({ groups }: Match, put: string, regex: boolean): string {
  if (!regex) return put;
  return put.replace(/\$(?:(\$)|(&)|(\d{1,2})|<([^>]*)>)/g, (whole, dollar, all, number, name) => {
    if (dollar) return "$";
    if (all) return groups[0];
    if (number !== undefined) return Number(number) < groups.length ? (groups[Number(number)] ?? "") : whole;
    return groups.groups ? (groups.groups[name] ?? "") : whole;
  });
}

export function replacements(matches: Match[], put: string, regex: boolean): Map<string, Edit[]> {
  const edits = new Map<string, Edit[]>();
  for (const match of matches) {
    const edit = { from: match.from, to: match.to, insert: replacement(match, put, regex) };
    edits.set(match.section, [...(edits.get(match.section) ?? []), edit]);
  }
  return edits;
}

export interface Spot {
  section: string;
  from: number;
  to: number;
}

/** The place of the match to go to from `at`, around the end; -1 where there is none. */
export function step(matches: Match[], order: string[], at: Spot | null, by: 1 | -1): number {
  if (matches.length === 0) return -1;
  if (!at) return by === 1 ? 0 : matches.length - 1;
  const rank = (one: { section: string }) => order.indexOf(one.section);
  const after = (one: Match) => rank(one) - rank(at) || one.from - at.from || one.to - at.to;
  const found = by === 1 ? matches.findIndex((one) => after(one) > 0) : matches.findLastIndex((one) => after(one) < 0);
  if (found !== -1) return found;
  return by === 1 ? 0 : matches.length - 1;
}
