import { StrictMode, useState } from "react";
import { Edit } from "./edit.tsx";

export function App() {
  const [open, setOpen] = useState(true);
  return (
    <StrictMode>
      <button type="button" onClick={() => setOpen(!open)}>
        {open ? "Close" : "Open"}
      </button>
      {open && <Edit />}
    </StrictMode>
  );
}
