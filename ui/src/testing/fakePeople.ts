// People in memory: read, exported, and forgotten.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import { failed, ok } from "./fakeAnswers";
import type { Shown } from "./fakeReads";
import { people, peopleTable } from "./peopleSamples";

export interface FakePeople {
  people: Shell.Person[];
  audit: Shell.AuditEntry[];
}

export function fakePeople(tellRows: (change: Partial<Shell.RowsChanged> & { table: string }) => void) {
  const state: FakePeople = { people: people(), audit: [] };
  const find = (id: string) => state.people.find((one) => one.id === id);
  const missing = (id: string) => failed("NotFound", `there is no person ${id}`);
  const note = (deed: string, subject: string) =>
    state.audit.unshift({ at: new Date().toISOString(), actor: "mina", origin: "console", deed, subject, detail: {} });
  const erasure = (person: Shell.Person): Shell.Erasure => ({
    characters: person.characters.length,
    rooms: person.building.length,
    messages: person.messages,
    runs: person.runs,
    pictures: 0,
    cachedAnswers: 2,
    contexts: 0,
    batches: 0,
    savedViews: 0,
    history: 5,
  });
  const answers = {
    personGet: (id) => {
      const person = find(id);
      return person ? ok(person) : missing(id);
    },
    personAudit: (id) => ok(state.audit.filter((entry) => entry.subject === id)),
    personExport: (id) => {
      note("export", id);
      return ok(`/home/mina/Downloads/${id}.zip`);
    },
    personErasure: (id) => {
      const person = find(id);
      return person ? ok(erasure(person)) : missing(id);
    },
    personErase: (id) => {
      const person = find(id);
      if (!person) return missing(id);
      state.people = state.people.filter((one) => one !== person);
      note("erase", id);
      tellRows({ table: "knock.users", operation: "delete", ids: [id] });
      return ok(erasure(person));
    },
    personPurgeRaw: (id) => {
      const person = find(id);
      if (!person) return missing(id);
      const had = person.hasRawData;
      state.people = state.people.map((one) => (one === person ? { ...one, hasRawData: false } : one));
      if (had) note("purgeRawData", id);
      return ok(had);
    },
  } satisfies Partial<typeof Commands>;
  const shown = (): Shown => ({
    table: peopleTable,
    rows: state.people.map((person) => ({ ...person, characters: person.characters.length, revision: "1" })),
  });
  return { answers, state, shown };
}
