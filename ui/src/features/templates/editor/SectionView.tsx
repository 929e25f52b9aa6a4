// One section: its heading, which stays in sight, and the editor of its text. Only what concerns this section draws it
// again; the text itself belongs to the editor from the moment it is shown.
import { ActionIcon } from "@mantine/core";
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, TriangleAlert } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef } from "react";
import type { Finding } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { isComposing } from "../../../shared/keys";
import { useWords } from "../../../words/words";
import { isKnown, type SectionKey } from "./arrange";
import { showFindings } from "./diagnostics";
import { ExtraMenu } from "./ExtraMenu";
import styles from "./editor.module.css";
import { FindingCounts } from "./FindingCounts";
import type { SectionViews } from "./sectionViews";

interface Props {
  views: SectionViews;
  name: string;
  text: string;
  findings: Finding[];
  readOnly: boolean;
  collapsed: boolean;
  mayRise: boolean;
  mayFall: boolean;
  onToggle: (key: string) => void;
  onMove: (key: string, by: 1 | -1) => void;
  /** Of a section beyond the seven. */
  onRemove: (key: string) => void;
  onMoveInto: (key: string, into: SectionKey) => void;
  onFix: (finding: Finding) => void;
}

/** Characters as people count them: a pair of surrogates is one. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export const SectionView = memo(function SectionView(props: Props) {
  const { views, name, text, findings, readOnly, collapsed, mayRise, mayFall, onToggle, onMove, onFix } = props;
  const { onRemove, onMoveInto } = props;
  const words = useWords();
  const format = useFormat();
  const host = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const say = words.templateEditor;
  const title = words.templates.sections[name] ?? name;

  // The text it opens with; those that come later are taken in below.
  const first = useRef(text);
  useLayoutEffect(() => {
    if (host.current) views.mount(name, host.current, first.current);
    return () => views.unmount(name);
  }, [views, name]);
  useLayoutEffect(() => {
    first.current = text;
    views.receive(name, text);
  }, [views, name, text]);
  useEffect(() => {
    const view = views.view(name);
    if (view) showFindings(view, findings, words, readOnly ? null : onFix);
  }, [views, name, findings, words, readOnly, onFix]);
  useEffect(() => {
    if (!collapsed) views.view(name)?.requestMeasure();
  }, [views, name, collapsed]);

  const move = (by: 1 | -1) => {
    onMove(name, by);
    // The button is disabled at the end of the way; the focus stays at the section all the same.
    requestAnimationFrame(() => {
      if (!head.current?.contains(document.activeElement)) head.current?.querySelector("button")?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    if (by === null) return;
    event.preventDefault();
    if (by === 1 ? mayFall : mayRise) move(by);
  };
  const Chevron = collapsed ? ChevronRight : ChevronDown;

  return (
    <section className={styles.section} aria-label={title} data-section={name}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside */}
      <div ref={head} className={styles.head} onKeyDown={onKeyDown}>
        <h3 className={styles.title}>
          <button
            type="button"
            aria-expanded={!collapsed}
            title={collapsed ? say.expand(title) : say.collapse(title)}
            onClick={() => onToggle(name)}
          >
            <Chevron size={14} aria-hidden />
            <span>{title}</span>
            {title === name ? null : <span className={`mono ${styles.key}`}>{name}</span>}
          </button>
        </h3>
        {isKnown(name) ? null : (
          <span className={styles.extra} title={say.extra}>
            <TriangleAlert size={12} aria-hidden /> <span className="cut">{say.extra}</span>
          </span>
        )}
        <FindingCounts findings={findings} />
        <span className={styles.length}>{say.characters(format.count(characters(text)))}</span>
        {readOnly ? null : !isKnown(name) ? (
          <ExtraMenu name={name} onRemove={onRemove} onMoveInto={onMoveInto} />
        ) : (
          <span className={styles.moves}>
            <ActionIcon
              size={22}
              aria-label={say.moveUp(title)}
              title={mayRise ? say.moveUp(title) : say.arrangement}
              disabled={!mayRise}
              onClick={() => move(-1)}
            >
              <ArrowUp size={13} aria-hidden />
            </ActionIcon>
            <ActionIcon
              size={22}
              aria-label={say.moveDown(title)}
              title={mayFall ? say.moveDown(title) : say.arrangement}
              disabled={!mayFall}
              onClick={() => move(1)}
            >
              <ArrowDown size={13} aria-hidden />
            </ActionIcon>
          </span>
        )}
      </div>
      <div ref={host} hidden={collapsed} className={styles.text} />
    </section>
  );
});
