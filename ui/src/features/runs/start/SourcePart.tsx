// Who a run is for: a stored sample, a person, JSON written by hand, or the input of an earlier run.
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { backend, type ContextSource, type ContextSourceKind, useReady } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { findRuns, runFilter } from "../../../shared/runRows";
import { useWords, type Words } from "../../../words/words";
import { runKey } from "../one/useRun";
import styles from "../Runs.module.css";
import { HandPart } from "./HandPart";
import { InputField } from "./InputField";
import type { SourceKind, StartForm } from "./lastChoice";
import { type Option, Picker } from "./Picker";

interface Props {
  form: StartForm;
  change: (part: Partial<StartForm>) => void;
  error: string | undefined;
  /** What the backend refuses of the input, and where. */
  refused: { path: string; text: string } | null;
  tried: boolean;
}

const KINDS: SourceKind[] = ["sample", "person", "form", "input", "like"];

export function SourcePart({ form, change, error, refused, tried }: Props) {
  const words = useWords();
  const say = words.runs.start;
  return (
    <fieldset className={styles.part}>
      <legend>{say.source}</legend>
      <SegmentedControl
        fullWidth
        aria-label={say.source}
        value={form.source}
        onChange={(source) => change({ source: source as SourceKind })}
        data={KINDS.map((kind) => ({ value: kind, label: say.sources[kind] }))}
      />
      {form.source === "sample" ? <SamplePicker form={form} change={change} error={error} /> : null}
      {form.source === "person" ? <PersonPicker form={form} change={change} error={error} /> : null}
      {form.source === "like" ? <LikePicker form={form} change={change} error={error} /> : null}
      {form.source === "form" ? (
        <HandPart
          value={form.input}
          onChange={(input) => change({ input })}
          tried={tried}
          refused={refused}
          onJson={() => change({ source: "input" })}
        />
      ) : null}
      {form.source === "input" ? (
        <InputField value={form.input} onChange={(input) => change({ input })} refused={refused} />
      ) : null}
    </fieldset>
  );
}

type PickerProps = Pick<Props, "form" | "change" | "error">;

// Those a run can be made for: of people only who told something about themselves.
function sourcesOf(kind: ContextSourceKind, note: (source: ContextSource) => string) {
  return async (text: string): Promise<Option[]> => {
    const sources = await backend.templateContextSources(text);
    return sources
      .filter((source) => source.kind === kind)
      .map((source) => ({ id: source.key, label: source.label, note: note(source) }));
  };
}

function SamplePicker({ form, change, error }: PickerProps) {
  const say = useWords().runs.start;
  return (
    <Picker
      label={say.sample}
      placeholder={say.findSample}
      hint={say.sampleHint}
      searchKey="samples"
      search={sourcesOf("sample", ({ key, note }) => [key, note].filter(Boolean).join(" · "))}
      chosen={form.sample}
      error={error}
      onChoose={({ id, label }) => change({ sample: { id, label } })}
    />
  );
}

function PersonPicker({ form, change, error }: PickerProps) {
  const say = useWords().runs.start;
  const format = useFormat();
  return (
    <Picker
      label={say.person}
      placeholder={say.findPerson}
      hint={say.personHint}
      searchKey="people"
      search={sourcesOf("person", ({ at }) => (at === null ? "" : say.onboarded(format.date(at))))}
      chosen={form.person}
      error={error}
      onChoose={({ id, label }) => change({ person: { id, label } })}
    />
  );
}

function LikePicker({ form, change, error }: PickerProps) {
  const words = useWords();
  const say = words.runs.start;
  const format = useFormat();
  const ready = useReady();
  const id = form.like?.id ?? "";
  // Opened from a run, only its id is known.
  const known = useQuery({
    queryKey: runKey(id),
    queryFn: () => backend.runGet(id),
    enabled: ready && id !== "" && form.like?.label === "",
  }).data;
  const label = (number: number, person: string | null) => runLabel(words, format.number(number), person);
  useEffect(() => {
    if (known && form.like?.label === "")
      change({ like: { id: known.id, label: runLabel(words, format.number(known.number), known.person) } });
  }, [known, form.like, change, words, format]);
  const search = async (text: string): Promise<Option[]> => {
    const found = await findRuns(runFilter(text), 20);
    return found.map((run) => ({
      id: run.id,
      label: label(run.number, run.person),
      note: run.character ?? words.runs.states[run.status as keyof typeof words.runs.states] ?? run.status,
    }));
  };
  return (
    <Picker
      label={say.like}
      placeholder={say.findRun}
      hint={say.likeHint}
      searchKey="runs"
      search={search}
      chosen={form.like}
      error={error}
      onChoose={(option) => change({ like: option })}
    />
  );
}

const runLabel = (words: Words, number: string, person: string | null) =>
  `${words.runs.name(number)}${person ? ` · ${person}` : ""}`;
