// What else can be done with a run: begin again at a step, like it, with the same seed; files to share; the archive.
import { ActionIcon, Menu } from "@mantine/core";
import { Ellipsis } from "lucide-react";
import { type Agent, AppError, backend, type Run, type RunFile, useMayWrite } from "../../../backend";
import { addressOf } from "../../../routes";
import { copyToClipboard } from "../../../shared/copy";
import { tellFile } from "../../../shared/tellFile";
import { toast, toastError } from "../../../shared/toast";
import { useWords } from "../../../words/words";
import { AGENTS, isOver } from "../run";
import { useRunActs } from "../useRunActs";
import { mayBeginAt } from "./RetryDialog";

interface Props {
  run: Run;
  onLike: () => void;
  onSame: () => void;
  onRetry: (from: Agent) => void;
}

export function RunMenu({ run, onLike, onSame, onRetry }: Props) {
  const words = useWords();
  const mayWrite = useMayWrite();
  const acts = useRunActs();
  const save = useRunFile(run.id);
  const say = words.runs.page;
  const over = isOver(run);
  const copyAddress = async () => {
    if (await copyToClipboard(addressOf({ page: "runs", section: run.id }))) toast({ tone: "good", title: say.copied });
  };
  // What is not made yet cannot be saved.
  const files: [RunFile, boolean][] = [
    ["bundle", true],
    ["log", run.lastEvent > 0],
    ["output", run.outputBytes > 0],
    ["prompt", run.steps.some((one) => one.step === 3 && one.status === "completed")],
    ["picture", run.steps.some((one) => one.step === 5 && one.status === "completed")],
  ];
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="default" aria-label={say.more} title={say.more}>
          <Ellipsis size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayWrite ? <Menu.Item onClick={onLike}>{say.again}</Menu.Item> : null}
        {mayWrite && over && run.seed !== null ? <Menu.Item onClick={onSame}>{say.sameSeed}</Menu.Item> : null}
        <Menu.Item onClick={() => void copyAddress()}>{say.copyAddress}</Menu.Item>
        {mayWrite && over ? (
          <Menu.Item onClick={() => void acts.archive([run.id], run.archivedAt === null)}>
            {run.archivedAt === null ? say.archive : say.unarchive}
          </Menu.Item>
        ) : null}
        {mayWrite && over ? (
          <>
            <Menu.Divider />
            <Menu.Label>{say.retryFromTitle}</Menu.Label>
            {AGENTS.slice(1).map((agent) => (
              <Menu.Item key={agent} disabled={!mayBeginAt(run, agent)} onClick={() => onRetry(agent)}>
                {say.retryFrom(words.runs.agents[agent])}
              </Menu.Item>
            ))}
          </>
        ) : null}
        <Menu.Divider />
        <Menu.Label>{say.files}</Menu.Label>
        {files.map(([what, there]) => (
          <Menu.Item key={what} disabled={!there} onClick={() => void save(what)}>
            {say.file[what]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Writes a part of the run into the downloads folder and says where it is. */
export function useRunFile(id: string) {
  const words = useWords();
  const say = words.runs.page;
  return (what: RunFile) =>
    backend.runFile(id, what).then(
      (path) => tellFile(say.saved(say.file[what]), path),
      (thrown) => toastError(say.saveFailed, AppError.from(thrown)),
    );
}
