// A visual: a colour, an object, a mood, a light or a layout that says a need without words. Beside it what really enters
// the image prompt, and the colours its need already has.
import { useQuery } from "@tanstack/react-query";
import { backend, type Filter, keys, useReady } from "../../backend";
import { textOf } from "../../shared/archetypes";
import { ColorField } from "../../shared/ColorField";
import { isHex } from "../../shared/grid/CellValue";
import { AreaField, ChoiceField, TextField } from "../../shared/Inputs";
import { useValueWord } from "../../shared/Value";
import { useWords } from "../../words/words";
import { WeightField } from "./ExperienceFields";
import { Hints } from "./Hints";
import styles from "./RowForm.module.css";
import { type FormParts, fieldsOf, text } from "./rowFields";

const MOST_COLOURS = 60;

export function VisualFields(parts: FormParts) {
  const words = useWords();
  const say = words.rowForms;
  const word = useValueWord();
  const fields = fieldsOf(parts);
  const { draft } = parts;
  const value = fields.text("value");
  const fragment = text(draft.value.promptFragment).trim();
  const colour = draft.value.elementType === "color";
  return (
    <>
      {colour ? <ColorField {...value} /> : <TextField {...value} />}
      {colour ? null : <Hints {...parts} column="value" text={value.value} />}
      <TextField {...fields.text("valueEn")} />
      <div className={styles.columns}>
        <ChoiceField {...fields.choice("needType")} word={word} />
        <ChoiceField {...fields.choice("elementType")} word={word} />
        <ChoiceField {...fields.choice("intensity")} word={word} />
        <WeightField {...parts} />
      </div>
      <AreaField {...fields.text("description")} rows={2} counted />
      <AreaField {...fields.text("promptFragment")} rows={2} mono hint={say.fragmentHint} />
      <div className={styles.preview} data-testid="prompt-preview">
        <span className="quiet">{fragment === "" ? say.promptFallsBack : say.prompt}</span>
        <p className="data mono">{fragment === "" ? value.value : fragment}</p>
      </div>
      <AreaField {...fields.text("symbolism")} rows={2} />
      <NeedPalette need={text(draft.value.needType)} own={value.value} onOpen={(id) => parts.onOpen("visual", id)} />
    </>
  );
}

/** The colours of a need, so that a new one joins a family and repeats none. */
function NeedPalette({ need, own, onOpen }: { need: string; own: string; onOpen: (id: string) => void }) {
  const words = useWords();
  const say = words.rowForms;
  const word = useValueWord();
  const filter: Filter = {
    conditions: [
      { column: "needType", test: "any", values: [need] },
      { column: "elementType", test: "any", values: ["color"] },
      { column: "isActive", test: "any", values: [true] },
    ],
  };
  const query = useQuery({
    queryKey: [...keys.pool, "palette", need],
    queryFn: async () =>
      (await backend.tableRows("visuals", filter, { column: "value", descending: false }, null, MOST_COLOURS)).items,
    enabled: useReady() && need !== "",
  });
  const colours = (query.data ?? []).filter((row) => isHex(row.value));
  if (colours.length === 0) return null;
  return (
    <section className={styles.palette} aria-label={say.palette(word(need))}>
      <h3>{say.palette(word(need))}</h3>
      <ul>
        {colours.map((row) => {
          const value = textOf(row, "value");
          return (
            <li key={textOf(row, "id")}>
              <button
                type="button"
                style={{ background: value }}
                data-own={value.toLowerCase() === own.trim().toLowerCase() || undefined}
                title={`${value} ${textOf(row, "description")}`}
                aria-label={`${value} ${textOf(row, "description")}`}
                onClick={() => onOpen(textOf(row, "id"))}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
