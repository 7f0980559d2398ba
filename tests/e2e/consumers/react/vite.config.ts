import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { relay, signIn } from "./relay.ts";

export default defineConfig({
  plugins: [
    react(),
    {
      name: "relay",
      configureServer({ middlewares }) {
        middlewares.use(signIn);
        middlewares.use(relay.node);
      },
    },
  ],
});
