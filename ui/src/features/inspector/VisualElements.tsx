// What an archetype's room is made of: objects with their weight, three colours, light and mood. Keys the form does not
// know (an English name, say) stay with their object.
import { ActionIcon } from "@mantine/core";
import { X } from "lucide-react";
import { AddButton } from "../../shared/AddButton";
import { ColorField } from "../../shared/ColorField";
import { TextField } from "../../shared/Inputs";
import { useWords } from "../../words/words";
import styles from "./RowForm.module.css";
import { type FormParts, object, text } from "./rowFields";

const COLOURS = ["primary", "secondary", "accent"];

const without = (from: Record<string, unknown>, key: string) => {
  const { [key]: _gone, ...rest } = from;
  return rest;
};

export function VisualElements({ draft, mayWrite, label }: FormParts) {
  const words = useWords();
  const say = words.rowForms;
  const elements = object(draft.value.visualElements);
  const objects = Array.isArray(elements.objects) ? elements.objects.map(object) : [];
  const colors = object(elements.colors);
  const disabled = !mayWrite;
  const put = (key: string, value: unknown) =>
    draft.set("visualElements", value === undefined ? without(elements, key) : { ...elements, [key]: value });
  const putObject = (place: number, key: string, value: unknown) => {
    const one = objects[place] ?? {};
    put(
      "objects",
      objects.with(
        place,
        value === undefined || value === ""
          ? { ...without(one, key), ...(key === "name" ? { name: "" } : {}) }
          : { ...one, [key]: value },
      ),
    );
  };
  return (
    <fieldset className={styles.group} data-edited={draft.edited.includes("visualElements") || undefined}>
      <legend>{label("visualElements")}</legend>
      {draft.errors.visualElements ? <p className={styles.error}>{draft.errors.visualElements}</p> : null}
      <table className={styles.objects} hidden={objects.length === 0} aria-label={label("objects")}>
        <thead>
          <tr>
            <th scope="col">{say.objectName}</th>
            <th scope="col">{say.objectWeight}</th>
            <th scope="col">{say.objectRequirement}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {objects.map((one, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: objects have no identity but their place
            <tr key={place}>
              <td>
                <input
                  name={place === 0 ? "visualElements" : undefined}
                  aria-label={`${say.objectName} ${place + 1}`}
                  value={text(one.name)}
                  readOnly={disabled}
                  onChange={(event) => putObject(place, "name", event.currentTarget.value)}
                />
              </td>
              <td>
                <input
                  type="number"
                  min={0}
                  max={1}
                  step={0.05}
                  aria-label={`${say.objectWeight} ${place + 1}`}
                  value={typeof one.weight === "number" ? one.weight : ""}
                  readOnly={disabled}
                  onChange={(event) => {
                    const typed = event.currentTarget.value;
                    putObject(place, "weight", typed === "" ? undefined : Number(typed));
                  }}
                />
              </td>
              <td>
                <input
                  aria-label={`${say.objectRequirement} ${place + 1}`}
                  value={text(one.requirement)}
                  readOnly={disabled}
                  onChange={(event) => putObject(place, "requirement", event.currentTarget.value)}
                />
              </td>
              <td>
                {disabled ? null : (
                  <ActionIcon
                    size={20}
                    aria-label={say.removeObject(text(one.name) || String(place + 1))}
                    onClick={() => put("objects", objects.toSpliced(place, 1))}
                  >
                    <X size={12} aria-hidden />
                  </ActionIcon>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {disabled ? null : (
        <AddButton onClick={() => put("objects", [...objects, { name: "", weight: 1 }])}>{say.addObject}</AddButton>
      )}
      <div className={styles.colours}>
        {COLOURS.map((key) => (
          <ColorField
            key={key}
            name={`colour-${key}`}
            label={label(key)}
            value={text(colors[key])}
            disabled={disabled}
            onChange={(value) => put("colors", value === "" ? without(colors, key) : { ...colors, [key]: value })}
          />
        ))}
      </div>
      <div className={styles.columns}>
        {["lighting", "mood"].map((key) => (
          <TextField
            key={key}
            name={`visual-${key}`}
            label={label(key)}
            value={text(elements[key])}
            disabled={disabled}
            onChange={(value) => put(key, value === "" ? undefined : value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
