// Health in one strip: the database, what its search can do, the default template.
import { Database, ScrollText, Search } from "lucide-react";
import type { ReactNode } from "react";
import type { Home, Server } from "../../backend";
import { useFormat } from "../../shared/format";
import { Status, type StatusTone } from "../../shared/Status";
import { useWords } from "../../words/words";
import styles from "./Home.module.css";

export function Health({ server, home }: { server: Server; home: Home }) {
  const words = useWords();
  const format = useFormat();
  const pending = server.schemas.reduce((sum, schema) => sum + schema.pending, 0);
  const schemas = server.schemas.map((schema) => `${schema.system} ${schema.applied ?? "–"}`).join("\n");
  return (
    <section className={styles.health} aria-label={words.home.health} data-testid="health">
      <Item icon={<Database size={14} aria-hidden />} title={words.home.database}>
        <strong className="data">{words.home.postgres(server.version)}</strong>
        <span className={styles.more}>
          <span className="data">{server.database}</span>
          {server.sizeBytes === null ? null : <span>{format.bytes(server.sizeBytes)}</span>}
          <span title={schemas}>
            {words.home.schema} {pending === 0 ? words.home.upToDate : words.home.behind(format.count(pending))}
          </span>
        </span>
      </Item>
      <Item icon={<Search size={14} aria-hidden />} title={words.home.search}>
        <Capability on={server.trigram} name={words.home.trigram} off={words.home.trigramOff} tone="warn" />
        <Capability on={server.vector} name={words.home.vector} off={words.home.vectorOff} tone="off" />
      </Item>
      <Item icon={<ScrollText size={14} aria-hidden />} title={words.home.template}>
        <strong className="data cut">{home.templateDefault ?? words.home.noTemplate}</strong>
      </Item>
    </section>
  );
}

function Item({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className={styles.healthItem}>
      <h2>
        {icon}
        {title}
      </h2>
      <div>{children}</div>
    </div>
  );
}

function Capability({ on, name, off, tone }: { on: boolean; name: string; off: string; tone: StatusTone }) {
  const words = useWords();
  return (
    <div title={on ? undefined : off}>
      <Status tone={on ? "good" : tone}>
        {name} <span className="quiet">{on ? words.home.on : words.home.off}</span>
        {on ? null : <span className="unseen">{off}</span>}
      </Status>
    </div>
  );
}
