// By which engine a run is made once more: as before, unless another is chosen.
import type { Run } from "../../../backend";
import { ChoiceField } from "../../../shared/Inputs";
import { useWords } from "../../../words/words";
import { engineWord } from "../run";
import { enginesFor, useEngines } from "../useChoices";

interface Props {
  run: Run;
  /** Empty: as before. */
  value: string;
  onChange: (engine: string) => void;
}

export function EngineField({ run, value, onChange }: Props) {
  const words = useWords();
  const say = words.runs.edit;
  const engines = enginesFor(useEngines(), null);
  return (
    <ChoiceField
      name="engine"
      label={say.engine}
      value={value}
      options={engines.map(({ name }) => name)}
      word={(name) => engineWord(words, name)}
      none={say.sameEngine(engineWord(words, run.engine))}
      onChange={onChange}
    />
  );
}
