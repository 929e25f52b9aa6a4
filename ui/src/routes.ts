// Every address of the window is built and read here, and nowhere else. An address is what stands behind the # of the URL:
// /home, /settings/team, /experiences?panel=coverage&row=experience:<id>. It can be copied, sent to a colleague and opened
// in a second window.
import type { RowKind } from "./backend";

export type PageId =
  | "home"
  | "experiences"
  | "archetypes"
  | "visuals"
  | "templates"
  | "runs"
  | "batches"
  | "people"
  | "settings";

export interface RowRef {
  kind: RowKind;
  id: string;
}

/** Where the window is: a page, perhaps a section of it, perhaps a row open in the inspector. */
export interface Place {
  page: PageId;
  section: string | null;
  row: RowRef | null;
  /** How the page shows what it shows (filter, order, panel), in words only the page understands. */
  view: Record<string, string>;
}

const PAGES: Record<PageId, true> = {
  home: true,
  experiences: true,
  archetypes: true,
  visuals: true,
  templates: true,
  runs: true,
  batches: true,
  people: true,
  settings: true,
};
const KINDS: Record<RowKind, true> = {
  experience: true,
  archetype: true,
  visual: true,
  traumaType: true,
  template: true,
  person: true,
  sampleInput: true,
};

export function addressOf(place: Partial<Place> & { page: PageId }): string {
  const section = place.section ? `/${encodeURIComponent(place.section)}` : "";
  const view = Object.entries(place.view ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const row = place.row ? [`row=${place.row.kind}:${encodeURIComponent(place.row.id)}`] : [];
  const query = [...view, ...row].join("&");
  return `/${place.page}${section}${query === "" ? "" : `?${query}`}`;
}

/** Where a row is opened: a template on its own page, any other in the inspector over the page one is on. */
export function addressOfRow(row: RowRef, over: Place | null): string {
  if (row.kind === "template") return addressOf({ page: "templates", section: row.id });
  return addressOf({ ...over, page: over?.page ?? "home", row });
}

/** Reads an address, with or without its #. Null when it leads nowhere in this version. */
export function placeOf(address: string): Place | null {
  const [path = "", query = ""] = address.trim().replace(/^#/, "").split("?");
  const [page = "", section = ""] = path.replace(/^\//, "").split("/");
  if (page !== "" && !Object.hasOwn(PAGES, page)) return null;
  const read = new URLSearchParams(query);
  const row = readRow(read.get("row"));
  read.delete("row");
  return {
    page: page === "" ? "home" : (page as PageId),
    section: decode(section) || null,
    row,
    view: Object.fromEntries(read),
  };
}

function readRow(text: string | null): RowRef | null {
  if (!text) return null;
  const colon = text.indexOf(":");
  const kind = text.slice(0, colon);
  const id = text.slice(colon + 1);
  return Object.hasOwn(KINDS, kind) && id !== "" ? { kind: kind as RowKind, id } : null;
}

// A hand-edited address may hold a broken escape; that is no reason to show nothing at all.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
