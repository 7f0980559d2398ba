import { onMounted, onScopeDispose, shallowReadonly, shallowRef } from "vue";
import { jobsOf } from "../jobs/index.js";

export function useImages(client) {
  const { subscribe, getSnapshot, getServerSnapshot, run, cancel, resume, forget } = jobsOf(client);
  // As a server rendered it: what the page knows comes with the mount.
  const jobs = shallowRef(getServerSnapshot());
  let stop = () => {};
  onMounted(() => {
    const show = () => {
      jobs.value = getSnapshot();
    };
    stop = subscribe(show);
    show();
  });
  onScopeDispose(() => stop());
  return { jobs: shallowReadonly(jobs), run, cancel, resume, forget };
}
