// Which version to compare the open one with: the one it was made from first.
import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { TemplateSummary, TemplateVersion } from "../../../backend";
import { Dialog } from "../../../shared/Dialog";
import { ChoiceField } from "../../../shared/Inputs";
import { useWords } from "../../../words/words";
import styles from "../Templates.module.css";
import { nameOf } from "../useVersionActions";
import { useFirstField } from "./useFirstField";

interface Props {
  version: TemplateVersion;
  all: TemplateSummary[];
  onCompare: (other: string) => void;
  onClose: () => void;
}

export function CompareDialog({ version, all, onCompare, onClose }: Props) {
  const words = useWords();
  const form = useFirstField();
  const say = words.templates.comparing;
  const others = all.filter((one) => one.id !== version.id);
  const near = (one: TemplateSummary) =>
    one.id === version.basedOn ? 0 : one.name === version.name ? 1 : one.isDefault ? 2 : 3;
  const sorted = [...others].sort((a, b) => near(a) - near(b));
  const [other, setOther] = useState(sorted[0]?.id ?? "");
  const word = (id: string) => {
    const one = all.find((version) => version.id === id);
    if (!one) return id;
    return [nameOf(one), words.templates.states[one.state], ...(one.isDefault ? [words.templates.default] : [])].join(
      " · ",
    );
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (other !== "") onCompare(other);
  };
  return (
    <Dialog opened onClose={onClose} title={say.title(nameOf(version))} size={440}>
      <form ref={form} onSubmit={onSubmit} className={styles.form} aria-label={say.title(nameOf(version))}>
        {others.length === 0 ? (
          <p>{say.none}</p>
        ) : (
          <ChoiceField
            name="other"
            label={say.other}
            value={other}
            options={sorted.map((one) => one.id)}
            word={word}
            onChange={setOther}
          />
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {words.general.cancel}
          </Button>
          <Button type="submit" disabled={other === ""}>
            {say.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
