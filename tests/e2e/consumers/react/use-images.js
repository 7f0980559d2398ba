import { createClient } from "plantain";
import { useCallback, useEffect, useRef, useState } from "react";

const plantain = createClient({
  relay: "/api/plantain",
  store: localStorage,
});

/** Makes images until its component goes, and goes on with what was bought before that or before a reload. */
export function useImages() {
  const [images, setImages] = useState([]);
  const [error, setError] = useState();
  const mounted = useRef();

  const show = useCallback(async (result, signal) => {
    setError(undefined);
    try {
      const { images } = await result;
      setImages((before) => [...before, ...images]);
    } catch (error) {
      if (!signal.aborted) setError(error);
    }
  }, []);

  useEffect(() => {
    mounted.current = new AbortController();
    const { signal } = mounted.current;
    plantain.pending().then((entries) => {
      const accepted = entries.filter((entry) => entry.state === "accepted");
      for (const { ticket } of accepted) show(plantain.wait(ticket, { signal }), signal);
    });
    return () => mounted.current.abort();
  }, [show]);

  const run = (request) => {
    const { signal } = mounted.current;
    return show(plantain.run(request, { signal }), signal);
  };
  return { images, error, run };
}
