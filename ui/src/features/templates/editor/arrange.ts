// In which orders the sections of a template may stand. The database has the same rule: the seven, each once, and why
// comes before how, how before what, because each answers the one before it.

export const SECTIONS = ["why", "past", "trauma", "how", "personality", "what", "relationship"] as const;
export type SectionKey = (typeof SECTIONS)[number];

export const isKnown = (key: string): key is SectionKey => (SECTIONS as readonly string[]).includes(key);

export function isArrangement(keys: string[]): boolean {
  const at = (key: SectionKey) => keys.indexOf(key);
  return (
    keys.length === SECTIONS.length &&
    SECTIONS.every((key) => at(key) !== -1) &&
    at("why") < at("how") &&
    at("how") < at("what")
  );
}

/** The order after one section moved by one place; null where that is not allowed. Extra sections have no place. */
export function moved(keys: string[], key: string, by: 1 | -1): string[] | null {
  const known = keys.filter(isKnown);
  if (!isKnown(key)) return null;
  const at = known.indexOf(key);
  const other = known[at + by];
  if (at === -1 || other === undefined) return null;
  const next = known.with(at, other).with(at + by, key);
  return isArrangement(next) ? next : null;
}
