import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { relay, signIn } from "./relay.ts";

export default defineConfig({
  plugins: [
    svelte(),
    {
      name: "relay",
      configureServer({ middlewares }) {
        middlewares.use(signIn);
        middlewares.use(relay.node);
      },
    },
  ],
});
