import { createRoot, hydrateRoot } from "react-dom/client";
import { App } from "./app.tsx";

const root = document.getElementById("root") as HTMLElement;
if (root.firstChild) hydrateRoot(root, <App />);
else createRoot(root).render(<App />);
