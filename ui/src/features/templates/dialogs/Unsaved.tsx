// Said where a version cannot be handed on because not all of it is saved.
import { Banner } from "../../../shared/Banner";
import { useWords } from "../../../words/words";

export function Unsaved() {
  const say = useWords().templates.actions;
  return (
    <Banner tone="warn" title={say.unsavedTitle} testId="unsaved">
      {say.unsavedText}
    </Banner>
  );
}
