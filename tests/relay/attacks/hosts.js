import { BROKEN, EDIT } from "./submit.js";

/** Other hosts, in the address or beside it. */
export const HOSTS = [
  { name: "an absolute address of another host", raw: "POST http://evil.example/steal", status: [400, 404] },
  {
    name: "an absolute address of the cloud's own data",
    raw: "GET http://169.254.169.254/latest/meta-data/",
    status: [400, 404],
  },
  {
    name: "an absolute address with a user",
    raw: `POST http://user:word@evil.example/steal`,
    status: BROKEN,
  },
  {
    name: "an absolute address of the right path",
    raw: `POST http://evil.example${EDIT}`,
    status: 400,
    runtimes: ["node"],
  },
  {
    name: "a host with a user",
    raw: `POST ${EDIT}`,
    host: "user@page.example",
    status: 400,
    runtimes: ["node"],
  },
  {
    name: "a host with a path",
    raw: `POST ${EDIT}`,
    host: "page.example/x?",
    status: 400,
    runtimes: ["node"],
  },
  {
    name: "two hosts",
    raw: `POST ${EDIT}`,
    host: "page.example\r\nHost: evil.example",
    status: [400, 404],
    // Next keeps the first and tells of no other.
    runtimes: ["node", "hono", "deno", "bun", "workerd"],
  },
  {
    name: "no host",
    raw: `POST ${EDIT}`,
    host: null,
    status: BROKEN,
    runtimes: ["node", "hono", "bun", "workerd"],
  },
  {
    name: "no host, in words of 1996",
    raw: `POST ${EDIT}`,
    host: null,
    version: "1.0",
    status: [400, 404],
    runtimes: ["node", "bun", "workerd"],
  },
];
