// How the pipeline would choose: set the needs, see the ranked rows with their exact chance and what it is made of, and
// beside it how often ten thousand trial draws took them. It asks the very function that runs will use.
import { ActionIcon, Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Dices } from "lucide-react";
import { useId, useState } from "react";
import { backend, type DrawRequest, keys, type Pool, useReady } from "../../../backend";
import { textOf, useArchetypes } from "../../../shared/archetypes";
import { ErrorNote } from "../../../shared/ErrorNote";
import { NumberField } from "../../../shared/Field";
import { useFormat } from "../../../shared/format";
import { ChoiceField } from "../../../shared/Inputs";
import { NeedSliders } from "../../../shared/NeedEditor";
import { Radar } from "../../../shared/Radar";
import { SkeletonLines } from "../../../shared/Skeleton";
import { TagsField } from "../../../shared/TagsField";
import { useValueWord } from "../../../shared/Value";
import { NEEDS } from "../../../shared/valueKind";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import { Chances } from "./Chances";
import own from "./DrawPanel.module.css";
import { DrawSources } from "./DrawSources";
import { type DrawInput, readDrawInput, rememberDrawInput } from "./drawInput";
import styles from "./panels.module.css";

const TRIALS = 10_000;
const SOON = 120;
const ELEMENTS = ["color", "object", "mood", "lighting", "layout"];

export function DrawPanel(props: PanelProps) {
  const { pool, onOpenRow } = props;
  const words = useWords();
  const say = words.poolPanels.draw;
  const format = useFormat();
  const ready = useReady();
  const [input, setInput] = useState(readDrawInput);
  const [sources, setSources] = useState(false);
  const [more, setMore] = useState(() => isFurther(input));
  const change = (part: Partial<DrawInput>) => {
    const next = { ...input, ...part };
    setInput(next);
    rememberDrawInput(next);
  };

  const [settled] = useDebouncedValue(input, SOON);
  const request: DrawRequest = {
    needs: settled.needs,
    archetype: pool === "experiences" && settled.archetype !== "" ? settled.archetype : null,
    keywords: settled.keywords,
    elementTypes: pool === "visuals" && settled.elements.length > 0 ? settled.elements : null,
    count: settled.count === "" ? null : settled.count,
    seed: settled.seed === "" ? 1 : settled.seed,
  };
  const draw = useQuery({
    queryKey: [...keys.pool, "draw", pool, request],
    queryFn: () => backend.poolDraw(pool, request),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
  // The chances come at once; counting ten thousand draws waits until the sliders rest.
  const asked = JSON.stringify(request);
  const [rested] = useDebouncedValue(asked, SOON * 3);
  const counted = useQuery({
    queryKey: [...keys.pool, "trials", pool, request],
    queryFn: () => backend.poolDraw(pool, { ...request, trials: TRIALS }),
    enabled: ready && rested === asked && draw.data !== undefined && !draw.isPlaceholderData,
  });

  return (
    <div className={styles.panel} data-testid="draw-panel">
      <section className={own.needs} aria-label={say.needs}>
        <NeedSliders label={say.needs} value={input.needs} onChange={(needs) => change({ needs, from: null })} />
        <Radar
          size={170}
          label={say.needs}
          spokes={NEEDS.map((need) => ({ label: words.needs[need], value: input.needs[need] }))}
          format={(value) => format.decimal(value, 2)}
        />
      </section>
      <div className={styles.row}>
        <Button variant="default" size="compact-sm" aria-expanded={sources} onClick={() => setSources(!sources)}>
          {say.takeFrom}
        </Button>
        <Button variant="default" size="compact-sm" aria-expanded={more} onClick={() => setMore(!more)}>
          {say.more}
        </Button>
        {input.from ? <span className={styles.chip}>{say.from(input.from)}</span> : null}
      </div>
      {sources ? (
        <DrawSources
          onTake={(source) => {
            change({ needs: source.needs, from: source.label });
            setSources(false);
          }}
        />
      ) : null}
      {more ? <Further pool={pool} input={input} usual={draw.data?.count} onChange={change} /> : null}
      <Seed value={input.seed} onChange={(seed) => change({ seed })} />
      {draw.isError ? (
        <ErrorNote title={say.failed} error={draw.error} onRetry={() => void draw.refetch()} />
      ) : draw.data ? (
        <Chances
          pool={pool}
          draw={draw.data}
          trials={counted.data}
          trialCount={TRIALS}
          waiting={draw.isPlaceholderData || settled !== input}
          onOpenRow={onOpenRow}
        />
      ) : (
        <SkeletonLines lines={8} height={22} />
      )}
    </div>
  );
}

/** Whether something was set that stands under the further settings: then they are open. */
const isFurther = ({ archetype, keywords, elements, count }: DrawInput) =>
  archetype !== "" || keywords.length > 0 || elements.length > 0 || count !== "";

interface FurtherProps {
  pool: Pool;
  input: DrawInput;
  /** How many are drawn if nobody says. */
  usual: number | undefined;
  onChange: (part: Partial<DrawInput>) => void;
}

function Further({ pool, input, usual, onChange }: FurtherProps) {
  const words = useWords();
  const say = words.poolPanels.draw;
  const format = useFormat();
  const word = useValueWord();
  const archetypes = useArchetypes(false);
  return (
    <div className={styles.columns}>
      {pool === "experiences" ? (
        <ChoiceField
          name="draw-archetype"
          label={say.archetype}
          hint={say.archetypeHint}
          value={input.archetype}
          none={words.general.none}
          options={(archetypes.data ?? []).map((row) => textOf(row, "name"))}
          word={(name) => displayName(archetypes.data ?? [], name)}
          onChange={(archetype) => onChange({ archetype })}
        />
      ) : null}
      {pool === "visuals" ? (
        <TagsField
          name="draw-elements"
          label={say.elements}
          hint={say.elementsHint}
          value={input.elements}
          options={ELEMENTS}
          word={word}
          onChange={(elements) => onChange({ elements })}
        />
      ) : null}
      <TagsField
        name="draw-keywords"
        label={say.keywords}
        hint={say.keywordsHint}
        value={input.keywords}
        onChange={(keywords) => onChange({ keywords })}
      />
      <NumberField
        name="draw-count"
        label={pool === "visuals" ? say.countEach : say.count}
        hint={usual !== undefined && input.count === "" ? say.countDefault(format.number(usual)) : undefined}
        value={input.count}
        onChange={(count) => onChange({ count })}
      />
    </div>
  );
}

function Seed({ value, onChange }: { value: DrawInput["seed"]; onChange: (seed: DrawInput["seed"]) => void }) {
  const say = useWords().poolPanels.draw;
  const id = useId();
  return (
    <div className={own.seed}>
      <label htmlFor={id}>{say.seed}</label>
      <input
        id={id}
        name="draw-seed"
        inputMode="numeric"
        aria-describedby={`${id}-hint`}
        value={value === "" ? "" : String(value)}
        onChange={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, "");
          onChange(digits === "" ? "" : Math.min(4_294_967_295, Number(digits)));
        }}
      />
      <ActionIcon
        aria-label={say.dice}
        title={say.dice}
        onClick={() => onChange(Math.floor(Math.random() * 1_000_000))}
      >
        <Dices size={16} aria-hidden />
      </ActionIcon>
      <span id={`${id}-hint`} className={styles.note}>
        {say.seedHint}
      </span>
    </div>
  );
}

const displayName = (rows: Record<string, unknown>[], name: string) => {
  const row = rows.find((one) => one.name === name);
  return row ? textOf(row, "displayName") : name;
};
