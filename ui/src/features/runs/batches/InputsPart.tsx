// Whose data the runs of a batch work with: samples, people and the inputs of earlier runs, as many as wanted.
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { backend, type RowKind } from "../../../backend";
import { Chips } from "../../../shared/Chips";
import { DEFAULT_SAMPLE } from "../../../shared/startSample";
import { useWords } from "../../../words/words";
import runsStyles from "../Runs.module.css";
import { type Option, Picker } from "../start/Picker";
import { useRunSearch } from "../useRunSearch";
import styles from "./Batches.module.css";
import { type ChosenInput, INPUT_KINDS, type InputKind, keyOf } from "./batchForm";

interface Props {
  inputs: ChosenInput[];
  error: string | undefined;
  onChange: (inputs: ChosenInput[]) => void;
}

/** Rows of one kind by their words; before anything is typed by a word that finds some. */
const rowSearch =
  (kind: RowKind, first: string, option: (hit: { id: string; title: string; subtitle: string }) => Option) =>
  async (text: string): Promise<Option[]> => {
    const hits = await backend.rowSearch(text === "" ? first : text);
    return hits.filter((hit) => hit.kind === kind).map(option);
  };

const samples = rowSearch("sampleInput", DEFAULT_SAMPLE, ({ title, subtitle }) => ({
  // A hit's second line begins with the sample's name, by which samples are known.
  id: subtitle.split(" · ")[0] ?? subtitle,
  label: title,
  note: subtitle,
}));

const people = rowSearch("person", "@", ({ id, title, subtitle }) => ({ id, label: title, note: subtitle }));

export function InputsPart({ inputs, error, onChange }: Props) {
  const words = useWords();
  const [kind, setKind] = useState<InputKind>("sample");
  const runs = useRunSearch();
  const say = words.batches.start;
  const { sample, findSample, person, findPerson, like, findRun, sources } = words.runs.start;
  const searches: Record<InputKind, { label: string; placeholder: string; search: typeof samples }> = {
    sample: { label: sample, placeholder: findSample, search: samples },
    person: { label: person, placeholder: findPerson, search: people },
    like: { label: like, placeholder: findRun, search: runs },
  };
  const { label, placeholder, search } = searches[kind];
  const has = (id: string) => inputs.some((one) => one.kind === kind && one.id === id);
  return (
    <fieldset className={runsStyles.part}>
      <legend>{say.inputs}</legend>
      <Chips
        className={styles.chips}
        tags={inputs.map(keyOf)}
        word={(key) => inputs.find((one) => keyOf(one) === key)?.label ?? key}
        onRemove={(key) => onChange(inputs.filter((one) => keyOf(one) !== key))}
      />
      <SegmentedControl
        fullWidth
        aria-label={say.inputs}
        value={kind}
        onChange={(value) => setKind(value as InputKind)}
        data={INPUT_KINDS.map((value) => ({ value, label: sources[value] }))}
      />
      <Picker
        key={kind}
        label={label}
        placeholder={placeholder}
        hint={say.inputsHint}
        searchKey={`batch ${kind} ${inputs.length}`}
        search={async (text) => (await search(text)).filter((option) => !has(option.id))}
        chosen={null}
        error={error}
        onChoose={({ id, label }) => onChange([...inputs, { kind, id, label }])}
      />
    </fieldset>
  );
}
