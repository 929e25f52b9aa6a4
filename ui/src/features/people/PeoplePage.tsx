// People: the list of all of them, or one of them.
import { useEffect } from "react";
import { addressOf, placeOf } from "../../routes";
import { keepPlace } from "../../shared/lastPlaces";
import { address, go } from "../../shared/navigation";
import { useWords } from "../../words/words";
import styles from "./People.module.css";
import { PeopleList } from "./PeopleList";
import { PersonPage } from "./PersonPage";

export function PeoplePage({ section }: { section: string | null }) {
  const words = useWords();
  useEffect(() => {
    // The sidebar leads back to the list, not to the person who was looked at last.
    if (section === null) keepPlace("people", addressOf({ page: "people", view: placeOf(address())?.view ?? {} }));
  }, [section]);
  return (
    <div className={styles.page} data-testid="people">
      <h1 className="unseen">{words.pages.people}</h1>
      {section === null ? (
        <PeopleList onOpen={(id) => go(addressOf({ page: "people", section: id }))} />
      ) : (
        <PersonPage key={section} id={section} />
      )}
    </div>
  );
}
