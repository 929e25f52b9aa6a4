// An experience: a scene, the need it speaks of, what was learned from it, and what makes it likelier to be drawn.
import { useMemo } from "react";
import { textOf, useArchetypes } from "../../shared/archetypes";
import { NumberField } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import { AreaField, ChoiceField, ListField, TextField } from "../../shared/Inputs";
import { TagsField } from "../../shared/TagsField";
import { useValueWord } from "../../shared/Value";
import { useWords } from "../../words/words";
import { Hints } from "./Hints";
import styles from "./RowForm.module.css";
import { type FormParts, fieldsOf, text } from "./rowFields";

export function ExperienceFields(parts: FormParts) {
  const words = useWords();
  const say = words.rowForms;
  const word = useValueWord();
  const fields = fieldsOf(parts);
  const archetypes = useArchetypes(false);
  const named = useMemo(
    () => new Map((archetypes.data ?? []).map((row) => [textOf(row, "name"), textOf(row, "displayName")])),
    [archetypes.data],
  );
  const { draft } = parts;
  return (
    <>
      <TextField {...fields.text("title")} />
      <Hints {...parts} column="title" text={text(draft.value.title)} />
      <AreaField {...fields.text("description")} rows={5} counted hint={say.descriptionHint} />
      <div className={styles.columns}>
        <ChoiceField {...fields.choice("needType")} word={word} />
        <ChoiceField {...fields.choice("intensity")} word={word} />
        <NumberField {...fields.number("ageMin")} />
        <NumberField {...fields.number("ageMax")} />
      </div>
      <ListField {...fields.list("learnings")} add={say.addLearning} hint={say.listHint} />
      <TagsField {...fields.tags("tags")} />
      <TagsField
        {...fields.tags("archetypes")}
        hint={say.archetypesHint}
        word={(name) => named.get(name) ?? name}
        suggest={async (typed) =>
          [...named]
            .filter((entry) => entry.some((name) => name.toLowerCase().includes(typed.toLowerCase())))
            .map(([value]) => ({ value, count: 0 }))
        }
      />
      <TagsField {...fields.tags("triggerKeywords")} hint={say.triggerHint} />
      <TagsField {...fields.tags("extraNeeds")} word={word} />
      <div className={styles.columns}>
        <NumberField {...fields.number("priority")} hint={say.priorityHint} />
        <WeightField {...parts} />
      </div>
    </>
  );
}

/** A weight is a share of the normal one: 120 is 1.2 times as likely. */
export function WeightField(parts: FormParts) {
  const words = useWords();
  const format = useFormat();
  const field = fieldsOf(parts).number("weight");
  return (
    <NumberField
      {...field}
      hint={field.value === "" ? undefined : words.rowForms.weightHint(format.decimal(field.value / 100, 2))}
    />
  );
}
