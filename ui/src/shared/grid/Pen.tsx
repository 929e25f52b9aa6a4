// The one field of the grid. It always holds the focus, lies unseen over the active cell, and becomes its editor in place:
// so the first jamo typed on a cell is composed in the very field that then shows the word, and nothing is lost.
// Every editor types here; panels open beside it (PenPanel.tsx).
import { Popover } from "@mantine/core";
import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { isComposing } from "../keys";
import { readCell } from "./clipboard";
import { type Editing, openingText, type Then, typesHere, type Written } from "./editing";
import type { PanelHandle } from "./editors/panel";
import styles from "./Pen.module.css";
import { opensPanel, PenPanel } from "./PenPanel";
import type { Lookups, Naming } from "./types";

export interface PenHandle {
  focus: () => void;
  /** Ends editing, as if Enter had been pressed without moving on. */
  commit: () => void;
  element: () => HTMLTextAreaElement | null;
}

interface Props {
  ref: Ref<PenHandle>;
  place: { left: number; top: number; width: number; height: number; sticky: boolean; widest: number };
  label: string;
  placeholder: string;
  controls: string;
  /** Nothing is ever typed here: letters belong to the page. */
  fixed: boolean;
  activeId: string | undefined;
  describedBy: string;
  invalid: boolean;
  editing: Editing | null;
  naming: Naming;
  lookups: Lookups;
  /** Somebody types on the active cell; false when nothing can be typed there. */
  onBegin: () => boolean;
  onWritten: (written: Written, then: Then) => void;
  onCancel: () => void;
  onKey: (event: KeyboardEvent) => void;
  onCopy: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
  onContextMenu: (event: MouseEvent) => void;
}

const TALLEST = 320;

export function Pen(props: Props) {
  const { editing, place, naming } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const panel = useRef<PanelHandle>(null);
  const dropdown = useRef<HTMLDivElement>(null);
  const composing = useRef(false);
  const mayBreak = useRef(false);
  const opening = useRef("");
  const [text, setShown] = useState("");
  const [option, setOption] = useState<string | undefined>();
  const listId = useId();
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  const setText = (now: string) => {
    if (field.current) field.current.value = now;
    setShown(now);
  };

  // Begun by typing, the field already holds the text, perhaps with a word still being composed: it is not touched.
  const before = useRef<Editing | null>(null);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = editing;
    const element = field.current;
    if (!element || was === editing) return;
    if (!editing) {
      element.value = "";
      setShown("");
      mayBreak.current = false;
      return;
    }
    opening.current = openingText(editing);
    if (editing.typed) return setShown(element.value);
    element.value = opening.current;
    setShown(opening.current);
    if (editing.column.kind.kind !== "json") element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
  }, [editing]);

  // As high as its text.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = `${place.height}px`;
    if (typesHere(editing)) {
      element.style.height = `${Math.min(TALLEST, Math.max(place.height, element.scrollHeight + 2))}px`;
    }
  }, [text, editing, place.height]);

  const written = (): Written => {
    const now = latest.current.editing;
    if (!now) return null;
    const typed = field.current?.value ?? "";
    const read = panel.current?.read?.(typed);
    if (read === "unchanged") return null;
    if (read) return { text: typed, ...read };
    if (!now.typed && typed === opening.current) return null;
    return { ...readCell(now.column, typed, naming), text: typed };
  };
  const end = (then: Then) => latest.current.onWritten(written(), then);

  useImperativeHandle(props.ref, () => ({
    focus: () => field.current?.focus({ preventScroll: true }),
    commit: () => {
      if (latest.current.editing) end("stay");
    },
    element: () => field.current,
  }));

  useEffect(() => {
    const element = field.current;
    if (!element) return;
    const onBeforeInput = (event: InputEvent) => {
      if (event.inputType !== "insertLineBreak" && event.inputType !== "insertParagraph") return;
      // Some input methods send Enter on after they have ended their word: no line was asked for.
      if (!mayBreak.current) event.preventDefault();
      mayBreak.current = false;
    };
    // WebKit offers copying only where text is marked, unless told that we do it ourselves.
    const onBeforeCopy = (event: Event) => {
      if (!latest.current.editing) event.preventDefault();
    };
    element.addEventListener("beforeinput", onBeforeInput as EventListener);
    element.addEventListener("beforecopy", onBeforeCopy);
    return () => {
      element.removeEventListener("beforeinput", onBeforeInput as EventListener);
      element.removeEventListener("beforecopy", onBeforeCopy);
    };
  }, []);

  const onInput = () => {
    const element = field.current;
    if (!element) return;
    if (!editing && !props.onBegin()) {
      if (!composing.current) element.value = "";
      return;
    }
    setShown(element.value);
    if (!composing.current) panel.current?.settled?.(element.value);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || composing.current) return;
    if (!editing) return props.onKey(event);
    if (panel.current?.key?.(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    editKey(event);
  };

  const editKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const lines = editing?.column.kind.kind === "text" && editing.column.kind.lines;
    const mod = event.ctrlKey || event.metaKey;
    const leave = (then: Then) => {
      event.preventDefault();
      event.stopPropagation();
      end(then);
    };
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      props.onCancel();
    } else if (event.key === "Enter" && lines && event.altKey) {
      event.preventDefault();
      const element = event.currentTarget;
      element.setRangeText("\n", element.selectionStart, element.selectionEnd, "end");
      setShown(element.value);
    } else if (event.key === "Enter" && lines && event.shiftKey) mayBreak.current = true;
    else if (event.key === "Enter") leave(mod ? "stay" : event.shiftKey ? "up" : "down");
    else if (event.key === "Tab") leave(event.shiftKey ? "left" : "right");
    else if (editing?.typed && !lines && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      leave(event.key === "ArrowDown" ? "down" : "up");
    }
  };

  const onBlur = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (!latest.current.editing) return;
    if (to instanceof Node && (dropdown.current?.contains(to) || to === field.current)) return;
    // The window lost the focus, not the field.
    if (to === null && (document.activeElement === field.current || !document.hasFocus())) return;
    // A list of a field in the panel may be drawn elsewhere in the window.
    if (to === null && dropdown.current?.contains(document.activeElement)) return;
    end("stay");
  };

  const kind = editing?.column.kind.kind;
  const opened = opensPanel(editing, text);
  const typing = typesHere(editing);
  const lists = opened && (kind === "choice" || kind === "tags" || kind === "reference");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus left field and panel
    <div className={styles.over} data-sticky={place.sticky || undefined} onBlur={onBlur}>
      <Popover
        opened={opened}
        position="bottom-start"
        offset={2}
        withRoles={false}
        withinPortal
        closeOnEscape={false}
        closeOnClickOutside={false}
        returnFocus={false}
        trapFocus={kind === "json"}
        shadow="md"
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target>
          <div
            className={styles.place}
            style={{ left: place.left, top: place.top, width: place.width, height: place.height }}
          >
            <textarea
              ref={field}
              className={styles.field}
              data-editing={typing || undefined}
              data-number={kind === "number" || undefined}
              style={{
                minWidth: place.width,
                width: typing ? Math.min(place.widest, Math.max(place.width, 180)) : place.width,
              }}
              rows={1}
              readOnly={props.fixed}
              aria-label={props.label}
              aria-controls={lists ? listId : props.controls}
              aria-activedescendant={editing ? option : props.activeId}
              aria-describedby={props.describedBy}
              aria-invalid={props.invalid || undefined}
              placeholder={typing ? props.placeholder : undefined}
              autoComplete="off"
              autoCorrect="off"
              autoCapitalize="off"
              spellCheck={typing && kind === "text"}
              onInput={onInput}
              onKeyDown={onKeyDown}
              onCompositionStart={() => {
                composing.current = true;
                if (!editing) props.onBegin();
              }}
              onCompositionEnd={() => {
                composing.current = false;
                onInput();
              }}
              onCopy={(event) => (editing ? undefined : props.onCopy(event))}
              onPaste={(event) => (editing ? undefined : props.onPaste(event))}
              onContextMenu={(event) => (editing ? undefined : props.onContextMenu(event))}
            />
          </div>
        </Popover.Target>
        <Popover.Dropdown p={4} className={styles.panel ?? ""}>
          <PenPanel
            panel={panel}
            box={dropdown}
            editing={editing}
            minWidth={Math.min(320, Math.max(160, place.width - 10))}
            onEnter={() => end("stay")}
            text={text}
            setText={setText}
            naming={naming}
            lookups={props.lookups}
            commit={(read) => props.onWritten({ text, ...read }, "stay")}
            cancel={props.onCancel}
            listId={listId}
            onOption={setOption}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
