// No runs: either there are none at all, and then this teaches what they are, or the filter matches none.
import { Button } from "@mantine/core";
import { FilterX, Play } from "lucide-react";
import { type Filter, useMayWrite } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { useStartSample } from "../../../shared/startSample";
import { isEmpty, NO_FILTER } from "../../../shared/tables/filters";
import { useWords } from "../../../words/words";
import { onShelf, shelfOf } from "./listFilter";

interface Props {
  filter: Filter;
  onFilter: (filter: Filter) => void;
  onOpen: (id: string) => void;
}

export function NoRuns({ filter, onFilter, onOpen }: Props) {
  const say = useWords().runList;
  const mayWrite = useMayWrite();
  const sample = useStartSample(onOpen);
  const shelf = shelfOf(filter);
  if (!isEmpty(onShelf(filter, "list")))
    return (
      <EmptyState
        icon={FilterX}
        title={say.noMatch}
        text={say.noMatchText}
        testId="no-match"
        action={
          <Button variant="default" onClick={() => onFilter(onShelf(NO_FILTER, shelf))}>
            {say.clear}
          </Button>
        }
      />
    );
  if (shelf === "archive") return <EmptyState title={say.noArchived} text={say.noArchivedText} testId="no-archived" />;
  if (shelf === "trash") return <EmptyState title={say.noDeleted} text={say.noDeletedText} testId="no-deleted" />;
  return (
    <EmptyState
      icon={Play}
      title={say.emptyTitle}
      text={say.emptyText}
      testId="no-runs"
      action={
        mayWrite ? (
          <Button loading={sample.isPending} onClick={() => void sample.start()}>
            {say.emptyAction}
          </Button>
        ) : null
      }
    />
  );
}
