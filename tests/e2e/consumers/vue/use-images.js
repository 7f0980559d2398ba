import { createClient } from "plantain";
import { onMounted, onUnmounted, ref } from "vue";

const plantain = createClient({
  relay: "/api/plantain",
  store: localStorage,
});

/** Makes images until its component goes, and goes on with what was bought before that or before a reload. */
export function useImages() {
  const images = ref([]);
  const error = ref();
  const mounted = new AbortController();
  const { signal } = mounted;

  async function show(result) {
    error.value = undefined;
    try {
      images.value.push(...(await result).images);
    } catch (reason) {
      if (!signal.aborted) error.value = reason;
    }
  }

  onMounted(async () => {
    for (const { state, ticket } of await plantain.pending()) {
      if (state === "accepted") show(plantain.wait(ticket, { signal }));
    }
  });
  onUnmounted(() => mounted.abort());

  return { images, error, run: (request) => show(plantain.run(request, { signal })) };
}
