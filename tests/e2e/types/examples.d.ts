// What the examples of the documentation speak of without making it.

declare const apiKey: string;
declare const file: File;
declare const intent: import("plantain").Intent;
declare const plantain: import("plantain").Client;
declare const request: import("plantain").ImageRequest;
declare const ticket: import("plantain").Ticket;

/** Of a framework, in its own types. */
declare namespace JSX {
  interface IntrinsicElements {
    progress: { key?: string; value?: number };
  }
}

declare const process: {
  env: Record<"MULERUN_KEY" | "PIXAZO_KEY" | "PIXELBYTE_KEY" | "REDIS_URL", string>;
  exit(): never;
  once(signal: "SIGTERM", listener: () => unknown): void;
};
declare const relay: import("plantain/relay").Relay;
declare function userIdOf(cookie: string | null): Promise<string | null>;
declare const keys: { mulerun: string };
declare const origins: string[];
declare function authorize(request: Request): string | null;
declare const Deno: {
  openKv(path?: string): Promise<import("plantain/relay/deno-kv").DenoKv>;
  serve(handler: (request: Request) => Promise<Response>): void;
};
declare module "node:http" {
  export function createServer(
    options: { requestTimeout: number },
    answer: (
      request: import("plantain/relay").NodeRequest,
      response: { writeHead(status: number): { end(): void }; end(): void },
    ) => unknown,
  ): { listen(port: number): { close(ended: () => unknown): void } };
}
declare module "node:stream/consumers" {
  export function json(stream: object): Promise<import("plantain/testing").TestFailure>;
}
declare module "redis" {
  export function createClient(options: { url: string }): NodeRedis;
  interface NodeRedis {
    connect(): Promise<NodeRedis>;
    on(event: "error", listener: (error: unknown) => void): this;
    sendCommand(command: string[]): Promise<unknown>;
  }
}
