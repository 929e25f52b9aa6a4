// An archetype: who somebody can be. Its need profile is drawn by hand on a radar; what it looks and sounds like follows.
import { useState } from "react";
import { textOf, useArchetypes } from "../../shared/archetypes";
import { Field } from "../../shared/Field";
import { useFormat } from "../../shared/format";
import { AreaField, ListField, TextField } from "../../shared/Inputs";
import link from "../../shared/Link.module.css";
import { RadarEditor } from "../../shared/NeedEditor";
import { cosine, needsOf } from "../../shared/needs";
import { TagsField } from "../../shared/TagsField";
import { useValueWord } from "../../shared/Value";
import { useWords } from "../../words/words";
import { WeightField } from "./ExperienceFields";
import { Hints } from "./Hints";
import styles from "./RowForm.module.css";
import { type FormParts, fieldsOf, text } from "./rowFields";
import { StyleFields } from "./StyleFields";
import { usePoolUsage } from "./UsageTab";
import { VisualElements } from "./VisualElements";

const CLOSE = 0.97;
const NEAREST = 3;

export function ArchetypeFields(parts: FormParts) {
  const words = useWords();
  const say = words.rowForms;
  const format = useFormat();
  const word = useValueWord();
  const fields = fieldsOf(parts);
  const { draft, pool, row } = parts;
  const usage = usePoolUsage(pool, row.id);
  const references = usage.data?.referenceCount ?? 0;
  const renamed = draft.edited.includes("name");
  return (
    <>
      <TextField {...fields.text("displayName")} />
      <Hints {...parts} column="displayName" text={text(draft.value.displayName)} />
      <div className={styles.columns}>
        <TextField
          {...fields.text("name")}
          mono
          hint={
            references > 0
              ? renamed
                ? say.renames(format.count(references))
                : say.namedBy(format.count(references))
              : say.nameHint
          }
        />
        <TextField {...fields.text("displayNameEn")} />
      </div>
      <AreaField {...fields.text("description")} rows={4} counted />
      <Profile {...parts} />
      <TagsField {...fields.tags("matchingNeeds")} word={word} hint={say.matchingHint} />
      <ListField {...fields.list("behaviors")} add={say.addBehavior} hint={say.listHint} />
      <StyleFields {...parts} />
      <VisualElements {...parts} />
      <TagsField {...fields.tags("keywords")} hint={say.keywordsHint} />
      <WeightField {...parts} />
    </>
  );
}

/** The profile, and the archetypes that are hardly to be told from it. */
function Profile({ draft, row, mayWrite, label, onOpen }: FormParts) {
  const words = useWords();
  const say = words.rowForms;
  const format = useFormat();
  const others = useArchetypes(true);
  const [compared, setCompared] = useState<string | null>(null);
  const needs = needsOf(draft.value.needProfile);
  const nearest = (others.data ?? [])
    .filter((one) => one.id !== row.id)
    .map((one) => ({ row: one, similarity: cosine(needs, needsOf(one.needProfile)) }))
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, NEAREST);
  const other = nearest.find((one) => one.row.id === compared);
  return (
    <Field
      name="needProfile"
      label={label("needProfile")}
      hint={say.radarHint}
      error={draft.errors.needProfile}
      edited={draft.edited.includes("needProfile")}
    >
      {(control) => (
        <div id={control.id} className={styles.profile}>
          <RadarEditor
            label={label("needProfile")}
            value={needs}
            other={other ? needsOf(other.row.needProfile) : undefined}
            disabled={!mayWrite}
            onChange={(next) => draft.set("needProfile", next)}
          />
          {nearest.length > 0 ? (
            <div className={styles.nearest}>
              <span className="quiet">{say.nearest}</span>
              <ul>
                {nearest.map((one) => {
                  const id = textOf(one.row, "id");
                  return (
                    <li key={id} data-close={one.similarity >= CLOSE || undefined}>
                      <label>
                        <input
                          type="checkbox"
                          checked={compared === id}
                          onChange={() => setCompared(compared === id ? null : id)}
                          aria-label={say.showOnRadar(textOf(one.row, "displayName"))}
                        />
                      </label>{" "}
                      <button type="button" className={link.link} onClick={() => onOpen("archetype", id)}>
                        {textOf(one.row, "displayName")}
                      </button>{" "}
                      <span className="quiet">{format.decimal(one.similarity, 2)}</span>{" "}
                      {one.similarity >= CLOSE ? <span className={styles.warn}>{say.veryClose}</span> : null}
                    </li>
                  );
                })}
              </ul>
            </div>
          ) : null}
        </div>
      )}
    </Field>
  );
}
