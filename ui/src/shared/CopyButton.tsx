// A button that copies something and says that it did, in its own place and to screen readers.
import { Button } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useWords } from "../words/words";
import { copyToClipboard } from "./copy";

interface Props {
  text: () => string;
  label?: string;
  /** Only the icon, with the label as its name. */
  small?: boolean;
}

export function CopyButton({ text, label, small }: Props) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const name = label ?? words.general.copy;
  const Icon = copied ? Check : Copy;
  const copy = () => void copyToClipboard(text()).then(setCopied);
  return (
    <>
      <Button
        variant={small ? "subtle" : "default"}
        color="gray"
        size="compact-xs"
        onClick={copy}
        aria-label={small ? name : undefined}
        title={small ? name : undefined}
        leftSection={small ? undefined : <Icon size={12} aria-hidden />}
      >
        {small ? <Icon size={13} aria-hidden /> : copied ? words.general.copied : name}
      </Button>
      <span className="unseen" role="status">
        {copied ? words.general.copied : ""}
      </span>
    </>
  );
}
