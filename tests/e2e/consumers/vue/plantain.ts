import { createClient } from "plantain";

export const plantain = createClient({ relay: "/api/plantain", store: () => localStorage });
