// What a grid is made of: columns by kind, rows by id and revision, how they are laid out and which are selected.
// The first part has the shape of the backend's answers, so that they fit without translation; nothing here does work.

export interface JsonSchema {
  type?: string | string[];
  title?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
}

export type ColumnKind =
  | { kind: "choice"; options: string[] }
  | { kind: "tags"; options: string[] | null }
  | { kind: "number"; min: number | null; max: number | null; whole: boolean }
  | { kind: "text"; longest: number | null; lines: boolean }
  | { kind: "flag" }
  | { kind: "color" }
  | { kind: "json"; schema: JsonSchema }
  | { kind: "reference"; to: string }
  | { kind: "time" };

export interface Column {
  key: string;
  kind: ColumnKind;
  required: boolean;
  editable: boolean;
  sortable: boolean;
  pattern: string | null;
}

export interface GridRow {
  id: string;
  revision: string;
  [column: string]: unknown;
}

export interface Sort {
  column: string;
  descending: boolean;
}

export type RowHeight = "small" | "medium" | "large";

export interface ColumnLayout {
  key: string;
  width: number;
  hidden: boolean;
}

export interface GridLayout {
  columns: ColumnLayout[];
  rowHeight: RowHeight;
}

/** Which rows are ticked: some, or everything the list holds except some. */
export type RowSelection = { all: false; ids: ReadonlySet<string> } | { all: true; except: ReadonlySet<string> };

/** How columns and their values are called in the reader's language. */
export interface Naming {
  title: (column: string) => string;
  optionLabel: (column: string, value: string) => string;
  /** Every name of an option, in each language, for pasting. */
  optionNames?: ((column: string, value: string) => string[]) | undefined;
  referenceLabel?: ((column: string, value: string) => string) | undefined;
}

export interface Suggestion {
  value: string;
  count: number;
}

export interface Found {
  id: string;
  label: string;
  detail?: string | undefined;
}

/** What the editors ask for while somebody types. */
export interface Lookups {
  suggest?: ((column: string, text: string) => Promise<Suggestion[]>) | undefined;
  lookUp?: ((column: string, text: string) => Promise<Found[]>) | undefined;
}

export type Values = Record<string, unknown>;

export const same = (a: unknown, b: unknown) =>
  (a ?? null) === (b ?? null) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
