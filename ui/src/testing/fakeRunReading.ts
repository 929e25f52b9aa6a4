// Reading a run in memory: large JSON part by part, files, the rows of the pools it looked at.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import { findIn, partOf } from "../shared/json/source";

const ok = <T>(data: T) => Promise.resolve({ status: "ok" as const, data });

const LARGEST = 256 * 1024;
const sized = (value: unknown) => {
  const bytes = value === null ? 0 : JSON.stringify(value).length;
  return { bytes, value: bytes > LARGEST ? null : value };
};

/** As the window gets it: what is too large stays behind, and only its size is told. */
export function asRead(run: Shell.Run): Shell.Run {
  const output = sized(run.output);
  const steps = run.steps.map((step) => {
    const [input, output, question, answer] = [step.input, step.output, step.question, step.answer].map(sized);
    return {
      ...step,
      input: input?.value ?? null,
      inputBytes: input?.bytes ?? 0,
      output: output?.value ?? null,
      outputBytes: output?.bytes ?? 0,
      question: question?.value ?? null,
      answer: (answer?.value as string | null | undefined) ?? null,
    };
  });
  return { ...run, output: output.value, outputBytes: output.bytes, steps };
}

function jsonOf(run: Shell.Run, of: Shell.JsonOf): unknown {
  if (!("step" in of)) return run[of.kind];
  const step = run.steps.find((one) => one.step === of.step && one.attempt === of.attempt);
  const parts = { stepInput: step?.input, stepOutput: step?.output, question: step?.question, answer: step?.answer };
  return parts[of.kind];
}

export function fakeRunReading(find: (id: string) => Shell.Run | undefined, poolRows: () => Shell.RunPoolRow[]) {
  const json = (id: string, of: Shell.JsonOf) => {
    const run = find(id);
    return run ? jsonOf(run, of) : null;
  };
  return {
    runJson: (id, of, path, from, count) => ok(partOf(json(id, of), path, from, count)),
    runJsonFind: (id, of, text, limit) => ok(findIn(json(id, of), text, limit)),
    runFile: (id, what) => ok(`/home/mina/Downloads/${id}.${what === "bundle" ? "zip" : "txt"}`),
    runPoolRows: () => ok(poolRows()),
  } satisfies Partial<typeof Commands>;
}
