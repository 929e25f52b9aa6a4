// Every other path at which the runs differ, by the part of the run it belongs to: folded where there are many, and found
// by a word in the path or in a value.
import { TextInput } from "@mantine/core";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import type { RunDifference } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import styles from "./Compare.module.css";
import { byPart } from "./differences";
import { leafRow } from "./partRows";
import { Row } from "./Section";

const FEW = 12;
const MOST_SHOWN = 200;

/** Told by the parts above. */
const TOLD = /^(config\.|engine$|status$|degraded$|durationMs$|output\.prompts\.systemPrompt$)/;

export const restOf = (differences: RunDifference[]) => differences.filter(({ path }) => !TOLD.test(path));

export function RestPart({ differences, columns }: { differences: RunDifference[]; columns: number }) {
  const words = useWords();
  const format = useFormat();
  const say = words.compare.rest;
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const [folded, setFolded] = useState<Record<string, boolean>>({});
  const parts = useMemo(() => {
    const found =
      wanted === "" ? differences : differences.filter((one) => JSON.stringify(one).toLowerCase().includes(wanted));
    return byPart(found);
  }, [differences, wanted]);
  const count = parts.reduce((sum, part) => sum + part.differences.length, 0);
  return (
    <>
      <tbody data-testid="compare-rest">
        <tr className={styles.title}>
          <th colSpan={columns + 1} scope="rowgroup">
            <div className={styles.stays}>
              <h3>{say.title}</h3>
              <span className="quiet small" role="status">
                {say.found(format.count(count))}
              </span>
              <TextInput
                aria-label={say.filter}
                placeholder={say.filter}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            </div>
          </th>
        </tr>
      </tbody>
      {parts.map(({ part, differences: found }) => {
        const open = wanted !== "" || !(folded[part] ?? found.length > FEW);
        const Sign = open ? ChevronDown : ChevronRight;
        return (
          <tbody key={part}>
            <tr className={styles.part}>
              <th colSpan={columns + 1} scope="rowgroup">
                <button
                  type="button"
                  className={styles.stays}
                  aria-expanded={open}
                  disabled={wanted !== ""}
                  onClick={() => setFolded((before) => ({ ...before, [part]: open }))}
                >
                  <Sign size={13} aria-hidden />
                  {say.parts[part] ?? part} <span className="quiet">{format.number(found.length)}</span>
                </button>
              </th>
            </tr>
            {open ? found.slice(0, MOST_SHOWN).map((one) => <Row key={one.path} row={leafRow(one)} />) : null}
            {open && found.length > MOST_SHOWN ? (
              <tr>
                <td colSpan={columns + 1} className={styles.wide}>
                  <p className={`${styles.stays} quiet`}>{say.more(format.count(found.length - MOST_SHOWN))}</p>
                </td>
              </tr>
            ) : null}
          </tbody>
        );
      })}
    </>
  );
}
