// Where a provider's key is, in a word, for the list.
import { StatusSign } from "../../../shared/Status";
import { useWords } from "../../../words/words";
import { keyPlace } from "./keyWords";
import styles from "./Providers.module.css";
import { useKeyState } from "./queries";

export function KeySign({ name }: { name: string }) {
  const say = useWords().agents.providers.keyStates;
  const state = useKeyState(name);
  if (state.isPending) return <span className="quiet">…</span>;
  const place = keyPlace(state.data);
  return (
    <span className={styles.keySign}>
      <StatusSign tone={place.at === "environment" || place.at === "keychain" ? "good" : "off"} size={9} />
      <span>{place.at === "environment" ? say.environment(place.variable) : say[place.at]}</span>
    </span>
  );
}
