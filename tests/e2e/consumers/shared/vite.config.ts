import { defineConfig } from "vite";
import { relay, signIn } from "./relay.ts";

export default defineConfig({
  plugins: [
    {
      name: "relay",
      configureServer({ middlewares }) {
        middlewares.use(signIn);
        middlewares.use(relay.node);
      },
    },
  ],
});
