import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { relay, signIn } from "./relay.ts";

export default defineConfig({
  plugins: [
    vue(),
    {
      name: "relay",
      configureServer({ middlewares }) {
        middlewares.use(signIn);
        middlewares.use(relay.node);
      },
    },
  ],
});
