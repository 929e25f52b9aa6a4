// A field over a list: type, move with the arrows, Enter opens. It knows only groups of items; who fills them is not its
// concern. While a word is being composed no key of it counts, so that Enter ends the word and opens nothing.
import { Modal } from "@mantine/core";
import { type LucideIcon, Search } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useWords } from "../words/words";
import { KeyCap } from "./KeyCap";
import { isComposing } from "./keys";
import styles from "./Palette.module.css";

export interface PaletteItem {
  id: string;
  title: string;
  subtitle?: string;
  icon?: LucideIcon;
  /** What kind of thing it is, at the right. */
  kind?: string;
  /** Its shortcut, as written in keys.ts. */
  keys?: string | undefined;
  run: () => void;
}

export interface PaletteGroup {
  title: string;
  items: PaletteItem[];
}

interface Props {
  opened: boolean;
  onClose: () => void;
  text: string;
  onText: (text: string) => void;
  onComposing: (composing: boolean) => void;
  groups: PaletteGroup[];
  /** What is looked for; without, everything. */
  label?: string;
  placeholder?: string;
  testId?: string;
  /** Under the list: searching, nothing found, what is wrong. */
  note?: ReactNode;
}

/** `text` once it has rested. A word under composition gets longer, so that each jamo is not a search of its own. */
export function useSettled(text: string, composing: boolean, rest = 180, restComposing = 400): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), composing ? restComposing : rest);
    return () => clearTimeout(timer);
  }, [text, composing, rest, restComposing]);
  return settled;
}

export function Palette({ opened, onClose, text, onText, onComposing, groups, note, testId, ...named }: Props) {
  const words = useWords();
  const { label = words.palette.label, placeholder = words.palette.placeholder } = named;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const items = useMemo(() => groups.flatMap((group) => group.items), [groups]);
  const index = Math.max(
    0,
    items.findIndex((item) => item.id === chosen),
  );
  const active = items[index];
  const optionId = (item: PaletteItem) => `${id}-${item.id.replace(/[^\w-]/g, "_")}`;

  useEffect(() => {
    if (active) document.getElementById(optionId(active))?.scrollIntoView?.({ block: "nearest" });
  });

  // Focus goes back before the chosen thing runs, not after it: what it opens may take the focus, and gives it back there.
  const cameFrom = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (opened) cameFrom.current = document.activeElement;
  }, [opened]);
  const close = () => {
    onClose();
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
  };
  const run = (item: PaletteItem) => {
    close();
    item.run();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (move !== undefined && items.length > 0) {
      event.preventDefault();
      const wrapped = Math.abs(move) === 1 ? (index + move + items.length) % items.length : index + move;
      setChosen(items[Math.min(items.length - 1, Math.max(0, wrapped))]?.id ?? null);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      run(active);
    }
  };

  return (
    <Modal.Root opened={opened} onClose={close} returnFocus={false} size={600} yOffset="12vh" padding={0} radius={10}>
      <Modal.Overlay />
      <Modal.Content aria-label={label} className={styles.window ?? ""}>
        <Modal.Body p={0}>
          <div data-testid={testId ?? "palette"}>
            <div className={styles.head}>
              <Search size={16} aria-hidden className={styles.sign} />
              <input
                data-autofocus
                className={styles.input}
                value={text}
                placeholder={placeholder}
                role="combobox"
                aria-label={label}
                aria-expanded
                aria-controls={`${id}-list`}
                aria-activedescendant={active ? optionId(active) : undefined}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => {
                  setChosen(null);
                  onText(event.currentTarget.value);
                }}
                onCompositionStart={() => onComposing(true)}
                onCompositionEnd={() => onComposing(false)}
                onKeyDown={onKeyDown}
              />
            </div>
            <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
              {groups.map((group) =>
                group.items.length === 0 ? null : (
                  // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role, a fieldset is for forms
                  <div key={group.title} role="group" aria-label={group.title}>
                    <div className={styles.group} aria-hidden>
                      {group.title}
                    </div>
                    {group.items.map((item) => (
                      <Option
                        key={item.id}
                        id={optionId(item)}
                        item={item}
                        active={item === active}
                        onPoint={() => setChosen(item.id)}
                        onRun={() => run(item)}
                      />
                    ))}
                  </div>
                ),
              )}
            </div>
            {note ? (
              <div className={styles.note} role="status">
                {note}
              </div>
            ) : null}
            <footer className={styles.foot} aria-hidden>
              <KeyCap keys="↑↓" /> {words.palette.hint.move}
              <KeyCap keys="↵" /> {words.palette.hint.open}
              <KeyCap keys="escape" /> {words.palette.hint.close}
            </footer>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface OptionProps {
  id: string;
  item: PaletteItem;
  active: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Option({ id, item, active, onPoint, onRun }: OptionProps) {
  const Icon = item.icon;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the field above (combobox with an active descendant)
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={styles.option}
      onMouseMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      {Icon ? <Icon size={15} aria-hidden className={styles.icon} /> : <span className={styles.icon} />}
      <span className={styles.title}>{item.title}</span>
      {item.subtitle ? <span className={`${styles.subtitle} cut`}>{item.subtitle}</span> : null}
      {item.kind ? <span className={styles.kind}>{item.kind}</span> : null}
      {item.keys ? <KeyCap keys={item.keys} /> : null}
    </div>
  );
}
