import vue from "@vitejs/plugin-vue";
import { type Connect, defineConfig } from "vite";
import { relay, signIn } from "./relay.ts";

function addRelay({ middlewares }: { middlewares: Connect.Server }): void {
  middlewares.use(signIn);
  middlewares.use(relay.node);
}

export default defineConfig({
  plugins: [vue(), { name: "relay", configureServer: addRelay, configurePreviewServer: addRelay }],
});
