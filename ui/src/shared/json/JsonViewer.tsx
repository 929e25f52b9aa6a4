// JSON of any size to read in: what is unfolded is read then, only rows in sight are drawn, and a search goes from place
// to place. The line below tells where one is and what the schema says of it.
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../../words/words";
import { copyToClipboard } from "../copy";
import { ErrorNote } from "../ErrorNote";
import { useSettled } from "../Palette";
import { toast } from "../toast";
import { JsonBar } from "./JsonBar";
import { JsonFoot } from "./JsonFoot";
import { JsonRow } from "./JsonRow";
import styles from "./json.module.css";
import type { Help } from "./schemaHelp";
import { type JsonSource, type Path, pathOf, wholeOf } from "./source";
import { idOf, type Row } from "./tree";
import { treeKeys } from "./treeKeys";
import { useJsonSearch } from "./useJsonSearch";
import { useJsonTree } from "./useJsonTree";

export const ROW = 22;
const AHEAD = 20;
const TALLEST = 420;

interface Props {
  label: string;
  /** Must keep its identity for as long as it is the same JSON. */
  source: JsonSource;
  /** What its schema says of a place. */
  help?: ((path: Path) => Help | null) | undefined;
}

export function JsonViewer({ label, source, help }: Props) {
  const words = useWords();
  const say = words.json;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { rows, error, again, toggle, load, reveal, foldAll, unfoldAll } = useJsonTree(source);
  const [activeId, setActiveId] = useState(idOf([]));
  const [hovered, setHovered] = useState<Path | null>(null);
  const [scroll, setScroll] = useState({ top: 0, height: TALLEST });
  // Where to go as soon as it has a row.
  const [sought, setSought] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [composing, setComposing] = useState(false);
  const asked = useSettled(text, composing).trim();

  const places = useMemo(() => new Map(rows.map((row, at) => [row.id, at])), [rows]);
  const at = places.get(activeId) ?? 0;
  const active = rows[at];

  const show = useCallback((place: number) => {
    const list = box.current;
    if (!list) return;
    const height = list.clientHeight || TALLEST;
    const [above, below] = [place * ROW, (place + 1) * ROW - height];
    if (above >= list.scrollTop && below <= list.scrollTop) return;
    list.scrollTop = above < list.scrollTop ? above : below;
    // The row must be drawn at once: it is what the tree names as active.
    setScroll({ top: list.scrollTop, height });
  }, []);
  const goTo = useCallback(
    (row: Row | undefined) => {
      if (!row) return;
      setActiveId(row.id);
      show(places.get(row.id) ?? 0);
    },
    [places, show],
  );

  const onHit = (path: Path) => void reveal(path).then(() => setSought(idOf(path)));
  const { hits, step } = useJsonSearch(source, asked, onHit);
  useLayoutEffect(() => {
    const place = sought === null ? undefined : places.get(sought);
    if (sought === null || place === undefined) return;
    setActiveId(sought);
    show(place);
    setSought(null);
  }, [sought, places, show]);
  // Another JSON begins at its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it must run with each source, which it does not read
  useEffect(() => setActiveId(idOf([])), [source]);

  const copyValue = async (path: Path) => {
    const whole = await wholeOf(source, path);
    if (whole === null) return toast({ tone: "bad", title: say.tooLarge, text: say.tooLargeText });
    if (await copyToClipboard(whole)) toast({ tone: "good", title: words.general.copied });
  };
  const copyPath = async (path: Path) => {
    if (await copyToClipboard(pathOf(path))) toast({ tone: "good", title: words.general.copied });
  };
  const onKeyDown = treeKeys({
    rows,
    at,
    page: Math.max(1, Math.floor((scroll.height || TALLEST) / ROW) - 1),
    goTo,
    toggle,
    load: (path, page) => void load(path, page),
    copyPath: (path) => void copyPath(path),
    copyValue: (path) => void copyValue(path),
    find: () => document.getElementById(`${id}-find`)?.focus(),
  });

  const from = Math.max(0, Math.floor(scroll.top / ROW) - AHEAD);
  const to = Math.min(rows.length, Math.ceil((scroll.top + scroll.height) / ROW) + AHEAD);
  const rowId = (row: Row) => `${id}-${row.id.replace(/[^\w-]/g, "_")}`;
  const here = hovered ?? active?.path ?? [];
  return (
    <div className={styles.viewer} data-testid="json-viewer">
      <JsonBar
        fieldId={`${id}-find`}
        text={text}
        hits={asked === "" || hits.text !== asked ? null : hits}
        onText={setText}
        onComposing={setComposing}
        onStep={step}
        onFold={foldAll}
        onUnfold={() => void unfoldAll()}
      />
      {error ? <ErrorNote title={say.failed} error={error} onRetry={again} /> : null}
      <div
        ref={box}
        role="tree"
        aria-label={label}
        aria-activedescendant={active ? rowId(active) : undefined}
        aria-describedby={`${id}-foot`}
        tabIndex={0}
        className={`${styles.box} data mono`}
        style={{ height: Math.min(TALLEST, Math.max(1, rows.length) * ROW + 2) }}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setHovered(null)}
        onScroll={(event) => {
          const { scrollTop: top, clientHeight: height } = event.currentTarget;
          setScroll({ top, height: height || TALLEST });
        }}
      >
        <div className={styles.rows} style={{ height: rows.length * ROW }}>
          {rows.slice(from, to).map((row, place) => (
            <JsonRow
              key={row.id}
              id={rowId(row)}
              row={row}
              top={(from + place) * ROW}
              active={row === active}
              found={asked}
              onActive={() => setActiveId(row.id)}
              onHover={() => setHovered(row.path)}
              onToggle={() => toggle(row.path)}
              onMore={(page) => void load(row.path, page)}
            />
          ))}
        </div>
      </div>
      <JsonFoot
        id={`${id}-foot`}
        path={here}
        help={help?.(here) ?? null}
        onCopyPath={() => void copyPath(here)}
        onCopyValue={() => void copyValue(here)}
      />
    </div>
  );
}
