import { useSyncExternalStore } from "react";
import { jobsOf } from "../jobs/index.js";

export function useImages(client) {
  const { subscribe, getSnapshot, getServerSnapshot, run, cancel, resume, forget } = jobsOf(client);
  const jobs = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  return { jobs, run, cancel, resume, forget };
}
