// For packages without a call for many: `edit` is that of a.
import { edit } from "../a-edit/fal.ts";
import type { EditMany } from "../tasks.ts";

export const editMany: EditMany = (files, prompt, onEnd) => {
  const queue = files.entries();
  const work = async () => {
    for (const [index, file] of queue) onEnd((await Promise.allSettled([edit(file, prompt)]))[0], index);
  };
  return Promise.all([work(), work(), work(), work()]);
};
