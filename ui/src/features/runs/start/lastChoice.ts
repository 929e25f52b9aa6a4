// What the last run on this computer was started with, so that the next one begins there; and the form somebody left
// without starting, so that it goes on there.
import type { Agent } from "../../../backend";
import { DEFAULT_SAMPLE } from "../../../shared/startSample";

/** The form and the JSON are two ways to write the same input. */
export type SourceKind = "sample" | "person" | "form" | "input" | "like";

export interface Chosen {
  id: string;
  label: string;
}

export interface StartForm {
  source: SourceKind;
  /** The id of a sample is its name. */
  sample: Chosen;
  person: Chosen | null;
  like: Chosen | null;
  /** JSON, also of what is written in the form. */
  input: string;
  templateId: string;
  engine: string;
  agents: Partial<Record<Agent, { engine: string; model: string }>>;
  seed: string;
  dryRun: boolean;
  skipCache: boolean;
  neighbor: boolean;
  until: Agent | "";
  gates: Agent[];
  label: string;
  tags: string[];
  priority: string;
  /** As its field writes it, in the time zone of the window. */
  startAt: string;
}

export const FIRST_CHOICE: StartForm = {
  source: "sample",
  sample: { id: DEFAULT_SAMPLE, label: DEFAULT_SAMPLE },
  person: null,
  like: null,
  input: "",
  templateId: "",
  engine: "",
  agents: {},
  seed: "",
  dryRun: false,
  skipCache: false,
  neighbor: false,
  until: "",
  gates: [],
  label: "",
  tags: [],
  priority: "",
  startAt: "",
};

const LAST = "greenroom.newRun";
const LEFT = "greenroom.newRun.left";
const SOURCES: SourceKind[] = ["sample", "person", "form", "input", "like"];

const kindOf = (value: unknown) => (Array.isArray(value) ? "list" : typeof value);

/** What another version wrote differently falls back to the beginning, value by value; what it knows more is left out. */
function read(place: string): StartForm | null {
  let stored: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(place) ?? "null");
    if (typeof parsed !== "object" || parsed === null) return null;
    stored = parsed as Record<string, unknown>;
  } catch {
    return null;
  }
  const fits = Object.entries(FIRST_CHOICE).filter(([name, preset]) => {
    const value = stored[name];
    if (name === "source") return SOURCES.some((source) => source === value);
    return preset === null || value === null ? value !== undefined : kindOf(value) === kindOf(preset);
  });
  return { ...FIRST_CHOICE, ...Object.fromEntries(fits.map(([name]) => [name, stored[name]])) };
}

function write(place: string, form: StartForm | null): void {
  try {
    if (form) localStorage.setItem(place, JSON.stringify(form));
    else localStorage.removeItem(place);
  } catch {
    // Storage full or forbidden: then the next run begins from the beginning.
  }
}

export const lastChoice = (): StartForm => read(LAST) ?? FIRST_CHOICE;

/** A seed, a name and a time belong to one run: kept, they would be those of every next one. */
export const keepChoice = (form: StartForm): void => write(LAST, { ...form, seed: "", label: "", startAt: "" });

/** The form that was closed without starting. */
export const leftForm = (): StartForm | null => read(LEFT);

/** Null when there is nothing left to go on with. */
export const leaveForm = (form: StartForm | null): void => write(LEFT, form);
