import { createSubscriber } from "svelte/reactivity";
import { jobsOf } from "../jobs/index.js";

export function useImages(client) {
  const { subscribe, getSnapshot, run, cancel, resume, forget } = jobsOf(client);
  const track = createSubscriber(subscribe);
  return {
    get jobs() {
      track();
      return getSnapshot();
    },
    run,
    cancel,
    resume,
    forget,
  };
}
