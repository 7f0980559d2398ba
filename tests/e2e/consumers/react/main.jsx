import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Edit } from "./edit.jsx";

function App() {
  const [open, setOpen] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setOpen(!open)}>
        {open ? "Close" : "Open"}
      </button>
      {open && <Edit />}
    </>
  );
}

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
