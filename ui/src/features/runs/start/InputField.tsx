// The input of a run as JSON: read as one types, with what is wrong below and the way to its place. A file can be dropped.
import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { JsonArea, type JsonProblem, spanAt } from "../JsonArea";
import { faultText, readInput, spanOf } from "./inputText";

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** What the backend refuses, and where. */
  refused: { path: string; text: string } | null;
}

const EXAMPLE = `{
  "userData": {
    "domains": ["youtube.com", "wikipedia.org"],
    "keywords": ["사이드 프로젝트", "보드게임 모임"],
    "interests": ["협동 게임"],
    "avoidTopics": []
  },
  "preferences": { "conversationStyle": "casual", "responseLength": "medium" },
  "meta": { "userName": "하람", "language": "ko" }
}
`;

export function InputField({ value, onChange, refused }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.runs.start;
  const read = useMemo(() => readInput(value), [value]);
  const at = (path: string, text: string): JsonProblem => ({
    text: say.at(path, text),
    span: spanOf(value, path === "input" ? "" : path),
  });
  const problem =
    read.state === "broken"
      ? {
          text: say.broken(format.number(read.line), format.number(read.column)),
          span: spanAt(value, read.line, read.column),
        }
      : read.state === "faulty"
        ? at(read.faults[0].path, faultText(say.faults, read.faults[0]))
        : refused && at(refused.path, refused.text);
  return (
    <JsonArea
      name="input"
      label={say.input}
      hint={say.inputHint}
      value={value}
      onChange={onChange}
      problem={problem}
      autoFocus
      good={
        read.state === "good" ? (
          say.checked
        ) : (
          <Button variant="default" size="compact-xs" onClick={() => onChange(EXAMPLE)}>
            {say.insertExample}
          </Button>
        )
      }
    />
  );
}
