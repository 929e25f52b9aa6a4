// What Home offers to the palette from everywhere: loading the demo content while it is not in. Draws nothing.
import { PackageOpen } from "lucide-react";
import { useMemo } from "react";
import { useMayWrite } from "../../backend";
import { addressOf } from "../../routes";
import { type Command, useCommands } from "../../shared/commands";
import { address, go } from "../../shared/navigation";
import { useWriteQuestion } from "../../shared/useProduction";
import { useWords } from "../../words/words";
import { useDemo, useLoadDemo } from "./queries";

export function HomeCommands() {
  const words = useWords();
  const { demo } = useDemo();
  const mayWrite = useMayWrite();
  const ask = useWriteQuestion();
  const { mutate } = useLoadDemo();
  const commands = useMemo<Command[]>(() => {
    if (!demo || demo.loaded || !mayWrite) return [];
    const run = async () => {
      if (!(await ask(words.production.loadTitle))) return;
      // The result is told on Home.
      if (!address().startsWith(addressOf({ page: "home" }))) go(addressOf({ page: "home" }));
      mutate(demo.name);
    };
    const title = words.palette.commands.demo;
    return [
      { id: "load-demo", title, words: "demo 데모 seed", icon: PackageOpen, scope: "app", run: () => void run() },
    ];
  }, [demo, mayWrite, ask, words, mutate]);
  useCommands(commands);
  return null;
}
