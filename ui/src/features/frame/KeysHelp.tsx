// The list behind "?": the keys of this page, of forms and of the whole window, from the commands offered right now.

import type { PageId } from "../../routes";
import { type Command, useAllCommands } from "../../shared/commands";
import { Dialog } from "../../shared/Dialog";
import { KeyCap } from "../../shared/KeyCap";
import { useWords } from "../../words/words";
import styles from "./Frame.module.css";

export function KeysHelp({ opened, onClose, page }: { opened: boolean; onClose: () => void; page: PageId | null }) {
  const words = useWords();
  const commands = useAllCommands().filter((command) => command.keys);
  const ofPage = commands.filter((command) => command.scope === "page");
  const ofApp = commands.filter((command) => command.scope === "app");
  const form: Pick<Command, "id" | "title" | "keys">[] = [
    { id: "save", title: words.keysHelp.save, keys: "mod+s" },
    { id: "undo", title: words.keysHelp.undo, keys: "mod+z" },
    { id: "redo", title: words.keysHelp.redo, keys: "mod+shift+z" },
  ];
  const drawer = { id: "drawer", title: words.keysHelp.closeDrawer, keys: "escape" };
  return (
    <Dialog opened={opened} onClose={onClose} title={words.keysHelp.title} size={440}>
      <div data-testid="keys-help">
        {page && ofPage.length > 0 ? <List title={words.keysHelp.page(words.pages[page])} commands={ofPage} /> : null}
        <List title={words.keysHelp.form} commands={form} />
        <List title={words.keysHelp.everywhere} commands={[...ofApp, drawer]} />
      </div>
    </Dialog>
  );
}

function List({ title, commands }: { title: string; commands: Pick<Command, "id" | "title" | "keys">[] }) {
  return (
    <>
      <h3 className={styles.keysTitle}>{title}</h3>
      <table className={styles.keys}>
        <tbody>
          {commands.map((command) => (
            <tr key={command.id}>
              <td>{command.title}</td>
              <td>
                <KeyCap keys={command.keys ?? ""} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
