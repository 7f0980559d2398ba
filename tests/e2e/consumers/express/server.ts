import express from "express";
import { relay, signIn } from "./relay.ts";

const port = Number(process.env.PORT ?? 5173);
const app = express();
app.use(signIn);
// Before any body parser.
app.use(relay.node);
app.use("/plantain", express.static("node_modules/plantain"));
app.use(express.static("public"));

const server = app.listen(port, () => console.log(`Ready: http://localhost:${port}/`));
// The relay has a time limit of its own: Node's would let a browser send an upload again.
server.requestTimeout = 0;
