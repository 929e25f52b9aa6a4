// The six needs to be set by hand: as a radar whose corners are dragged or moved by arrows, or as sliders. The numbers
// stand beside them and can be typed. Every control is a slider to screen readers.
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from "react";
import type { Need, NeedVector } from "../backend";
import { useWords } from "../words/words";
import { useFormat } from "./format";
import styles from "./NeedEditor.module.css";
import { rounded, STEP } from "./needs";
import web from "./Radar.module.css";
import { NEEDS } from "./valueKind";

interface Props {
  value: NeedVector;
  onChange: (value: NeedVector) => void;
  label: string;
  disabled?: boolean | undefined;
}

const SIZE = 220;
const RADIUS = SIZE * 0.33;
const RINGS = [0.25, 0.5, 0.75, 1];

const angleOf = (index: number) => (index / NEEDS.length) * 2 * Math.PI - Math.PI / 2;
const at = (index: number, value: number) => ({
  x: Math.cos(angleOf(index)) * RADIUS * value,
  y: Math.sin(angleOf(index)) * RADIUS * value,
});
const outline = (values: number[]) =>
  values
    .map((value, index) => at(index, value))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(" ");

/** Where a key moves a value; undefined when it is none of these keys. */
export function moved(event: Pick<KeyboardEvent, "key">, value: number): number | undefined {
  const by: Record<string, number> = {
    ArrowUp: STEP,
    ArrowRight: STEP,
    ArrowDown: -STEP,
    ArrowLeft: -STEP,
    PageUp: STEP * 4,
    PageDown: -STEP * 4,
  };
  if (event.key === "Home") return 0;
  if (event.key === "End") return 1;
  const step = by[event.key];
  return step === undefined ? undefined : rounded(value + step);
}

/** A radar with a handle on each spoke. `other` lies under it, dashed. */
export function RadarEditor({ value, onChange, label, disabled, other }: Props & { other?: NeedVector | undefined }) {
  const words = useWords();
  const format = useFormat();
  const svg = useRef<SVGSVGElement>(null);
  const set = (need: Need, next: number) => onChange({ ...value, [need]: rounded(next) });

  const drag = (index: number, need: Need) => (event: PointerEvent<SVGCircleElement>) => {
    if (disabled || event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.focus();
    handle.setPointerCapture?.(event.pointerId);
    let latest = value;
    const move = (to: globalThis.PointerEvent) => {
      const box = svg.current?.getBoundingClientRect();
      if (!box || box.width === 0) return;
      const scale = (SIZE * 1.25) / box.width;
      const x = (to.clientX - box.left - box.width / 2) * scale;
      const y = (to.clientY - box.top - box.height / 2) * scale;
      const along = (x * Math.cos(angleOf(index)) + y * Math.sin(angleOf(index))) / RADIUS;
      latest = { ...latest, [need]: rounded(Math.round(along / STEP) * STEP) };
      onChange(latest);
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  };

  return (
    <div className={styles.radarEditor}>
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG cannot be a fieldset */}
      <svg
        ref={svg}
        className={`${web.web} ${styles.radar}`}
        viewBox={`${-SIZE * 0.625} ${-SIZE * 0.45} ${SIZE * 1.25} ${SIZE * 0.9}`}
        role="group"
        aria-label={label}
      >
        {RINGS.map((ring) => (
          <polygon key={ring} points={outline(NEEDS.map(() => ring))} className={web.ring} />
        ))}
        {NEEDS.map((need, index) => (
          <line key={need} x1={0} y1={0} x2={at(index, 1).x} y2={at(index, 1).y} className={web.ring} />
        ))}
        {other ? <polygon points={outline(NEEDS.map((need) => other[need]))} className={web.other} /> : null}
        <polygon points={outline(NEEDS.map((need) => value[need]))} className={web.shape} />
        {NEEDS.map((need, index) => {
          const place = at(index, 1.17);
          const anchor = Math.abs(place.x) < 4 ? "middle" : place.x > 0 ? "start" : "end";
          return (
            <text key={need} x={place.x} y={place.y} dy={place.y < -RADIUS ? "-0.1em" : "0.35em"} textAnchor={anchor}>
              {words.needs[need]}
            </text>
          );
        })}
        {NEEDS.map((need, index) => {
          const dot = at(index, value[need]);
          return (
            <circle
              key={need}
              cx={dot.x}
              cy={dot.y}
              r={6}
              className={styles.handle}
              role="slider"
              tabIndex={disabled ? -1 : 0}
              aria-label={words.needs[need]}
              aria-valuemin={0}
              aria-valuemax={1}
              aria-valuenow={value[need]}
              aria-valuetext={format.decimal(value[need], 2)}
              aria-disabled={disabled || undefined}
              onPointerDown={drag(index, need)}
              onKeyDown={(event) => {
                const next = disabled ? undefined : moved(event, value[need]);
                if (next === undefined) return;
                event.preventDefault();
                set(need, next);
              }}
            />
          );
        })}
      </svg>
      <div className={styles.numbers}>
        {NEEDS.map((need) => (
          <NeedNumber key={need} need={need} value={value[need]} disabled={disabled} onChange={(to) => set(need, to)} />
        ))}
      </div>
    </div>
  );
}

/** Six sliders with their numbers. */
export function NeedSliders({ value, onChange, label, disabled }: Props) {
  const words = useWords();
  const format = useFormat();
  const id = useId();
  const set = (need: Need, next: number) => onChange({ ...value, [need]: rounded(next) });
  return (
    <fieldset className={styles.sliders}>
      <legend className="unseen">{label}</legend>
      {NEEDS.map((need) => (
        <div key={need} className={styles.slider}>
          <label htmlFor={`${id}-${need}`}>{words.needs[need]}</label>
          <input
            id={`${id}-${need}`}
            type="range"
            min={0}
            max={1}
            step={STEP}
            value={value[need]}
            disabled={disabled}
            aria-valuetext={format.decimal(value[need], 2)}
            onChange={(event) => set(need, Number(event.currentTarget.value))}
          />
          <NeedNumber need={need} value={value[need]} disabled={disabled} onChange={(to) => set(need, to)} bare />
        </div>
      ))}
    </fieldset>
  );
}

interface NumberProps {
  need: Need;
  value: number;
  onChange: (value: number) => void;
  disabled?: boolean | undefined;
  bare?: boolean;
}

function NeedNumber({ need, value, onChange, disabled, bare }: NumberProps) {
  const words = useWords();
  // What is being typed need not be a number yet ("0."); it is shown for as long as it means the value.
  const [text, setText] = useState(() => String(value));
  const shown = text !== "" && rounded(Number(text)) === value ? text : String(value);
  const input = (
    <input
      type="number"
      name={`need-${need}`}
      className={styles.number}
      min={0}
      max={1}
      step={STEP}
      aria-label={words.rowForms.needNumber(words.needs[need])}
      value={text === "" ? "" : shown}
      disabled={disabled}
      onBlur={() => setText(String(value))}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        if (typed !== "" && Number.isFinite(Number(typed))) onChange(Number(typed));
      }}
    />
  );
  if (bare) return input;
  return (
    <span className={styles.numberRow}>
      <span aria-hidden>{words.needs[need]}</span>
      {input}
    </span>
  );
}
