// Under the form of something that begins: leave it, or press its one primary button, which Ctrl+Enter presses too.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { KeyCap } from "../../shared/KeyCap";
import { useWords } from "../../words/words";
import styles from "./StartButtons.module.css";

interface Props {
  confirm: string;
  sign: ReactNode;
  pending: boolean;
  onClose: () => void;
}

export function StartButtons({ confirm, sign, pending, onClose }: Props) {
  const words = useWords();
  return (
    <div className={styles.buttons}>
      <Button variant="default" onClick={onClose}>
        {words.general.cancel}
      </Button>
      <Button type="submit" loading={pending} leftSection={sign} rightSection={<KeyCap keys="mod+enter" />}>
        {confirm}
      </Button>
    </div>
  );
}
