// Deletes the row whose form it stands under; only for those who may write.
import { Button } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { useMayWrite } from "../../backend";
import styles from "./Settings.module.css";

export function DeleteButton({ label, onDelete }: { label: string; onDelete: () => void }) {
  if (!useMayWrite()) return null;
  return (
    <div className={styles.foot}>
      <Button variant="default" color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={onDelete}>
        {label}
      </Button>
    </div>
  );
}
