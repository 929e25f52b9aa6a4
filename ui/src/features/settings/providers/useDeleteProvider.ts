// Deletes a provider at once; the toast brings it back, with the prices that went with it.
import { backend, keys, type StoredProvider } from "../../../backend";
import { toast } from "../../../shared/toast";
import { useWriteQuestion } from "../../../shared/useProduction";
import { speech } from "../../../shared/work";
import { agentTitle } from "../agents/agentWords";
import { useAgents } from "../agents/queries";
import { usePrices } from "../costs/queries";
import { useDeleteRow } from "../useDeleteRow";
import { keyPlace } from "./keyWords";
import { draftName } from "./ProviderForm";
import { useAskKey } from "./queries";

export function useDeleteProvider(): (row: StoredProvider) => void {
  const question = useWriteQuestion();
  const askKey = useAskKey();
  const agents = useAgents().data ?? [];
  const prices = usePrices().data ?? [];
  const remove = useDeleteRow([keys.providers, keys.prices]);
  return async ({ name }) => {
    if (!(await question())) return;
    const { words, format } = speech();
    const say = words.agents.providers;
    // Said before it is asked for: the database would say no, in English.
    const users = agents.filter(({ engine }) => engine === name).map(({ agent }) => agentTitle(words, format, agent));
    if (users.length > 0) {
      toast({ tone: "bad", title: say.deleteFailed(name), text: say.inUse(users.join(", ")) });
      return;
    }
    const key = await askKey(name);
    const left = [
      ...(prices.some(({ provider }) => provider === name) ? [say.deletedPrices] : []),
      ...(keyPlace(key).at === "keychain" ? [say.keyStays] : []),
    ];
    await remove({
      draft: draftName(name),
      work: () => backend.providerDelete(name),
      failed: say.deleteFailed(name),
      done: say.deleted(name),
      ...(left.length > 0 ? { text: left.join(" ") } : {}),
      back: say.back(name),
    });
  };
}
