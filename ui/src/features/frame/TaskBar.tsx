// Long work in the last line of the window: how far it is, a button that stops it, and on a click the latest work with
// what came of it.
import { Button, Popover } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CheckCircle2, ChevronUp, CircleAlert, CircleSlash, Loader, X } from "lucide-react";
import { useState } from "react";
import { AppError, backend, type Task, useMayWrite } from "../../backend";
import { copyText } from "../../errors";
import { CopyButton } from "../../shared/CopyButton";
import { useFormat } from "../../shared/format";
import { toastError } from "../../shared/toast";
import { speech, undoFromButton, useUndone } from "../../shared/work";
import { useWords } from "../../words/words";
import styles from "./TaskBar.module.css";
import { taskName, taskOutcome, tasksQuery, undoOf } from "./tasks";

const LISTED = 12;

export function TaskBar() {
  const words = useWords();
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const tasks = useQuery(tasksQuery).data ?? [];
  const running = tasks.filter((task) => task.state === "running");
  const first = running[0];
  const say = words.tasks;
  return (
    <div className={styles.bar} data-testid="task-bar">
      <span role="status" className="unseen">
        {running.length > 0 ? say.running(format.count(running.length)) : ""}
      </span>
      {first ? <Running task={first} /> : null}
      {tasks.length > 0 ? (
        <Popover opened={opened} onChange={setOpened} position="top-end" shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <button type="button" className={styles.open} title={say.open} onClick={() => setOpened(!opened)}>
              {running.length > 1 ? say.running(format.count(running.length)) : say.recent}
              <ChevronUp size={12} aria-hidden />
            </button>
          </Popover.Target>
          <Popover.Dropdown p={0} aria-label={say.label}>
            <ul className={styles.list} data-testid="task-list">
              {[...tasks]
                .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
                .slice(0, LISTED)
                .map((task) => (
                  <Line key={task.id} task={task} />
                ))}
            </ul>
          </Popover.Dropdown>
        </Popover>
      ) : null}
    </div>
  );
}

function useStop(task: Task) {
  const [stopping, setStopping] = useState(false);
  const stop = () => {
    setStopping(true);
    backend.taskCancel(task.id).catch((thrown) => {
      setStopping(false);
      toastError(speech().words.tasks.cancelFailed, AppError.from(thrown));
    });
  };
  return { stopping, stop };
}

function Progress({ task }: { task: Task }) {
  const words = useWords();
  const known = task.total !== null && task.total > 0;
  return (
    <progress
      className={styles.progress}
      aria-label={taskName(words, task)}
      {...(known ? { value: Math.min(task.done, task.total ?? 0), max: task.total ?? 1 } : {})}
    />
  );
}

function Running({ task }: { task: Task }) {
  const words = useWords();
  const format = useFormat();
  const { stopping, stop } = useStop(task);
  const name = taskName(words, task);
  return (
    <div className={styles.running} data-testid="task-running">
      <span className="cut">{name}</span>
      <Progress task={task} />
      <span className="cut">{stopping ? words.tasks.stopping : taskOutcome(words, format, task)}</span>
      <button
        type="button"
        className={styles.stop}
        disabled={stopping}
        aria-label={words.tasks.cancel(name)}
        onClick={stop}
      >
        <X size={12} aria-hidden />
      </button>
    </div>
  );
}

const SIGNS = { running: Loader, done: CheckCircle2, failed: CircleAlert, cancelled: CircleSlash };

function Line({ task }: { task: Task }) {
  const words = useWords();
  const format = useFormat();
  const mayWrite = useMayWrite();
  const isUndone = useUndone();
  const { stopping, stop } = useStop(task);
  const Sign = SIGNS[task.state];
  const name = taskName(words, task);
  const token = undoOf(task);
  return (
    <li className={styles.line} data-state={task.state}>
      <Sign size={14} aria-hidden />
      <div className={styles.text}>
        <strong>{name}</strong> <span className="quiet">{words.tasks.states[task.state]}</span>
        <div className="data">{taskOutcome(words, format, task)}</div>
        {task.state === "running" ? <Progress task={task} /> : null}
      </div>
      {task.state === "running" ? (
        <Button
          variant="default"
          size="compact-xs"
          disabled={stopping}
          onClick={stop}
          aria-label={words.tasks.cancel(name)}
        >
          {stopping ? words.tasks.stopping : words.tasks.stop}
        </Button>
      ) : null}
      {token && mayWrite && !isUndone(token) ? (
        <Button variant="default" size="compact-xs" onClick={() => undoFromButton([token])}>
          {words.tasks.undo}
        </Button>
      ) : null}
      {task.error ? (
        <CopyButton text={() => copyText(task.error ?? AppError.from(""))} label={words.general.copyDetails} />
      ) : null}
    </li>
  );
}
