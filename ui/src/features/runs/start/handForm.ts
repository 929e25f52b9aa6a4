// The input of a run as fields. The JSON is the only truth: a field is read from it and written back into it, so that
// whatever the form does not show (categories, a browsing history) stays as it was. No drawing here.
import { type InputFault, readInput } from "./inputText";

export const LISTS = ["interests", "keywords", "domains", "avoidTopics"] as const;
export const CHOICES = ["conversationStyle", "responseLength"] as const;
export type ListName = (typeof LISTS)[number];
export type ChoiceName = (typeof CHOICES)[number];

/** As many as onboarding takes. */
export const MOST: Record<ListName, number> = { interests: 10, keywords: 100, domains: 100, avoidTopics: 5 };
export const OPTIONS: Record<ChoiceName, string[]> = {
  conversationStyle: ["casual", "formal", "mixed"],
  responseLength: ["short", "medium", "long"],
};
export const LANGUAGES = ["ko", "en"];

export interface HandForm {
  lists: Record<ListName, string[]>;
  choices: Record<ChoiceName, string>;
  userName: string;
  language: string;
  /** Parts of the JSON that have no field. */
  more: string[];
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const text = (value: unknown) => (typeof value === "string" ? value : "");

/** The whole input; null while the text is no JSON object, or holds something else where an object belongs. */
function wholeOf(written: string): Fields | null {
  if (written.trim() === "") return {};
  let whole: unknown;
  try {
    whole = JSON.parse(written);
  } catch {
    return null;
  }
  if (!isFields(whole)) return null;
  const parts = [whole.userData, whole.preferences, whole.meta];
  return parts.every((part) => part === undefined || part === null || isFields(part)) ? whole : null;
}

/** Null when it can only be mended as JSON: a list that holds no words would be lost in a field of words. */
export function readForm(written: string): HandForm | null {
  const whole = wholeOf(written);
  if (!whole) return null;
  const { userData, preferences, meta, ...rest } = whole;
  const [data, wishes, about] = [fields(userData), fields(preferences), fields(meta)];
  const lists = LISTS.map((name): [ListName, unknown] => [name, data[name] ?? []]);
  const words = lists.every(([, list]) => Array.isArray(list) && list.every((word) => typeof word === "string"));
  if (!words) return null;
  const but = (part: Fields, names: readonly string[]) => Object.keys(part).filter((name) => !names.includes(name));
  return {
    lists: Object.fromEntries(lists) as HandForm["lists"],
    choices: {
      conversationStyle: text(wishes.conversationStyle),
      responseLength: text(wishes.responseLength),
    },
    userName: text(about.userName),
    language: text(about.language) || "ko",
    more: [
      ...but(data, LISTS).filter((name) => !(Array.isArray(data[name]) && data[name].length === 0)),
      ...but(wishes, CHOICES),
      ...but(about, ["userName", "language"]),
      ...Object.keys(rest),
    ],
  };
}

type Part = "userData" | "preferences" | "meta";

/** The JSON with one field changed; an empty choice is left out of it. */
export function writeField(written: string, part: Part, name: string, value: string | string[]): string {
  const whole = wholeOf(written) ?? {};
  const { [name]: _before, ...others } = fields(whole[part]);
  const kept = part === "preferences" && value === "" ? others : { ...fields(whole[part]), [name]: value };
  const parts = { userData: fields(whole.userData), preferences: fields(whole.preferences), meta: fields(whole.meta) };
  return `${JSON.stringify({ ...whole, ...parts, [part]: kept }, null, 2)}\n`;
}

/** The field a path belongs to, and the word of a list; null where the form has none. */
export function fieldAt(path: string): { field: string; at: number | null } | null {
  // Nothing at all is known of somebody: the first field is the place to say something.
  if (path === "userData") return { field: LISTS[0], at: null };
  const [, name = "", index] = /^(?:userData|preferences|meta)\.(\w+)(?:\[(\d+)\])?/.exec(path) ?? [];
  const known: readonly string[] = [...LISTS, ...CHOICES, "userName", "language"];
  if (path === "meta") return { field: "userName", at: null };
  return known.includes(name) ? { field: name, at: index === undefined ? null : Number(index) } : null;
}

/** What only means that somebody has not come to it yet: said when they want to start, and not before. */
export const isUnfinished = ({ what }: InputFault) => what === "missing" || what === "nothingKnown";

/** What is wrong with the text, at most one thing of each part. */
export function faultsIn(written: string): InputFault[] {
  const read = readInput(written.trim() === "" ? "{}" : written);
  return read.state === "faulty" ? read.faults : [];
}
