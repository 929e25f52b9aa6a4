// What each agent takes and gives, as JSON schemas to look around in. Nothing is edited here.
import { useState } from "react";
import type { Agent, AgentSchema } from "../../../backend";
import { CopyButton } from "../../../shared/CopyButton";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { JsonTree } from "../../../shared/JsonTree";
import { SkeletonLines } from "../../../shared/Skeleton";
import { Tabs } from "../../../shared/Tabs";
import { useWords } from "../../../words/words";
import { agentName } from "./agentWords";
import { useShapes } from "./queries";
import styles from "./Shapes.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
}

export function Shapes({ opened, onClose }: Props) {
  const words = useWords();
  const say = words.agents;
  const shapes = useShapes(opened);
  const [at, setAt] = useState<Agent>("needs");
  return (
    <Dialog opened={opened} onClose={onClose} title={say.shapesTitle} size={980}>
      <p className={styles.text}>{say.shapesText}</p>
      {shapes.data ? (
        <Tabs
          label={say.title}
          at={at}
          onTab={setAt}
          tabs={shapes.data.map((shape) => ({
            key: shape.agent,
            label: agentName(words, shape.agent),
            // Five pairs of trees are many nodes: the others wait until they are looked at.
            panel: shape.agent === at ? <Shape shape={shape} /> : null,
          }))}
        />
      ) : shapes.error ? (
        <ErrorNote title={say.shapesFailed} error={shapes.error} onRetry={() => void shapes.refetch()} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Dialog>
  );
}

function Shape({ shape }: { shape: AgentSchema }) {
  const say = useWords().agents;
  const part = (name: string, value: unknown) => (
    <section className={styles.part} aria-label={name}>
      <header>
        <h3>{name}</h3>
        <CopyButton small text={() => JSON.stringify(value, null, 2)} label={say.copyShape(name)} />
      </header>
      <JsonTree value={value} open={2} searchable />
    </section>
  );
  return (
    <>
      <p className="quiet small mono data">{shape.name}</p>
      <div className={styles.parts}>
        {part(say.input, shape.input)}
        {part(say.output, shape.output)}
      </div>
    </>
  );
}
