// What the parts of the templates page know of each other: the page holds the template that is being written and the
// context it is tried with; editor, preview, contexts and comparison only see these.
import type { Ref } from "react";
import type { Finding, TemplateSource, TemplateVariable } from "../../backend";

/** A place in the source, as findings and marks name it: lines and columns count from 1, in UTF-16 code units. */
export interface SourcePlace {
  section: string;
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

/** Values to render with, and where they came from. */
export interface ChosenContext {
  origin: "sample" | "stored" | "edge" | "hand" | "run" | "input" | "person";
  /** Of a stored one; of one that was taken from somewhere, what it is called there. */
  id: string | null;
  name: string;
  variables: Record<string, unknown>;
  /** Of a run. */
  jobId?: string | null;
}

/** What the page may ask of the editor it shows. */
export interface EditorHandle {
  /** Mends what a finding is about, as one step of undo. */
  fix: (finding: Finding) => void;
  /** Asks for another name of a variable, and puts it everywhere. */
  rename: (variable: string) => void;
}

/** One editor per version: give it the version's id as key. */
export interface EditorProps {
  source: TemplateSource;
  readOnly: boolean;
  findings: Finding[];
  /** Where to go and put the cursor; a new object goes there again. */
  reveal: SourcePlace | null;
  /** Null takes a section away; an unknown key makes one. */
  onSection: (key: string, text: string | null) => void;
  /** Sections in another order; refused orders are not offered. */
  onArrange: (keys: string[]) => void;
  onVariables: (variables: TemplateVariable[]) => void;
  handle?: Ref<EditorHandle>;
}

export interface PreviewProps {
  source: TemplateSource;
  context: ChosenContext;
  /** A value or a blank was clicked: where it is written. */
  onPlace: (place: SourcePlace) => void;
}

export interface ContextsProps {
  source: TemplateSource;
  chosen: ChosenContext;
  onChoose: (context: ChosenContext) => void;
}

export interface CompareProps {
  /** Ids of two versions. */
  before: string;
  after: string;
  onClose: () => void;
}
