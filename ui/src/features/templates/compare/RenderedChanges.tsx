// What two versions make of every stored context: how many prompts change, and each change when it is opened.
import { useQuery } from "@tanstack/react-query";
import { Braces, ChevronDown, ChevronRight, Equal, PencilLine } from "lucide-react";
import { useState } from "react";
import type { RenderedDiff } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { SkeletonLines } from "../../../shared/Skeleton";
import { useWords } from "../../../words/words";
import { Changes } from "./Changes";
import styles from "./Compare.module.css";
import type { Layout } from "./MergeText";
import { renderedQuery } from "./queries";

interface Props {
  before: string;
  after: string;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  active: boolean;
}

export function RenderedChanges({ before, after, layout, onLayout, active }: Props) {
  const words = useWords();
  const say = words.templateTry.compare;
  const format = useFormat();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const query = useQuery(renderedQuery(before, after));
  if (query.isError)
    return <ErrorNote title={say.renderFailed} error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={5} />;
  const all = query.data;
  if (all.length === 0) return <EmptyState icon={Braces} title={say.noContexts} text={say.noContextsText} />;
  const changed = all.filter((one) => one.changed);
  return (
    <div className={styles.changes}>
      <div className={styles.tools}>
        <strong>{say.contexts(format.count(changed.length), format.number(all.length))}</strong>
        <label className={styles.only}>
          <input type="checkbox" checked={onlyChanged} onChange={(event) => setOnlyChanged(event.target.checked)} />
          {say.onlyChanged}
        </label>
      </div>
      <ul className={styles.contexts}>
        {(onlyChanged ? changed : all).map((one) => (
          <li key={one.context}>
            <button
              type="button"
              aria-expanded={open === one.context}
              onClick={() => setOpen(open === one.context ? null : one.context)}
            >
              {open === one.context ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}
              <span className="cut">{one.name}</span>
              <Sign diff={one} />
            </button>
            {open !== one.context ? null : one.changed ? (
              <Changes
                texts={[{ key: one.context, before: one.before, after: one.after, status: "changed" }]}
                title={() => one.name}
                layout={layout}
                onLayout={onLayout}
                template={false}
                active={active}
              />
            ) : (
              <p className="quiet">{say.renderedSame}</p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sign({ diff }: { diff: RenderedDiff }) {
  const say = useWords().templateTry.compare;
  const status = diff.changed ? "changed" : "same";
  const Icon = diff.changed ? PencilLine : Equal;
  return (
    <span className={styles.sign} data-status={status}>
      <Icon size={12} aria-hidden /> {say.status[status]}
    </span>
  );
}
