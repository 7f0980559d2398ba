import { createApp, createSSRApp } from "vue";
import App from "./App.vue";

const isRendered = document.querySelector("#root")?.firstChild;
(isRendered ? createSSRApp(App) : createApp(App)).mount("#root");
