// For tests, in place of lazyParts.ts: the same props, without CodeMirror. It imports nothing of the page, which waits for it.
import type { Finding } from "../../backend";
import type { CompareProps, ContextsProps, EditorProps, PreviewProps } from "./parts";

export const plainParts = {
  SectionsEditor: ({ source, readOnly, reveal, onSection }: EditorProps) => (
    <div>
      <output data-testid="reveal">{reveal ? `${reveal.section}:${reveal.line}` : ""}</output>
      {source.sections.map(({ key, text }) => (
        <textarea
          key={key}
          aria-label={key}
          readOnly={readOnly}
          value={text}
          onChange={(event) => onSection(key, event.currentTarget.value)}
        />
      ))}
    </div>
  ),
  Problems: ({ findings }: { findings: Finding[] }) => <p data-testid="problems">{findings.length}</p>,
  Variables: () => <p>variables</p>,
  Preview: ({ source }: PreviewProps) => <pre data-testid="preview">{source.sections[0]?.text}</pre>,
  Contexts: ({ chosen }: ContextsProps) => <p data-testid="context">{chosen.name}</p>,
  Compare: ({ before, after }: CompareProps) => <p data-testid="comparison">{`${before} ${after}`}</p>,
};
