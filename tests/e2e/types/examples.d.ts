// What the examples of the documentation speak of without making it.

declare const apiKey: string;
declare const file: File;
declare const intent: import("plantain").Intent;
declare const plantain: import("plantain").Client;
declare const request: import("plantain").ImageRequest;
declare const ticket: import("plantain").Ticket;

declare const process: { env: Record<"MULERUN_KEY" | "PIXAZO_KEY" | "PIXELBYTE_KEY", string> };
declare function userIdOf(cookie: string | null): Promise<string | null>;
declare const redis: { multi(): RedisBatch };
interface RedisBatch {
  incrBy(name: string, amount: number): RedisBatch;
  expire(name: string, seconds: number, mode: "NX"): RedisBatch;
  exec(): Promise<unknown[]>;
}
declare module "node:http" {
  export function createServer(answer: (request: never, response: never) => unknown): {
    listen(port: number): void;
  };
}
