import { type CallerLimits, createRelay, type Relay } from "plantain/relay";

declare const env: { [name: string]: string | undefined };

const guarded = { origins: ["https://example.com"], authorize: () => "ann" };

/** Variables that may not be set. */
export const relays: Relay[] = [
  createRelay({ ...guarded, keys: { mulerun: env.MULERUN_KEY } }),
  createRelay({ ...guarded, keys: { mulerun: [env.FIRST, env.SECOND], pixazo: undefined } }),
  createRelay({
    ...guarded,
    keys: { mulerun: "key" },
    publicUrl: env.PUBLIC_URL,
    secret: env.SECRET,
    upstream: { mulerun: env.UPSTREAM },
  }),
];

createRelay({
  ...guarded,
  // @ts-expect-error: a key is a string.
  keys: { mulerun: 5 },
});
// @ts-expect-error: a provider that there is not.
createRelay({ ...guarded, keys: { openai: "key" } });

export function left({ callsLeft, day, model }: CallerLimits): (number | null | undefined)[] {
  const ends: Date = new Date(day?.endsAt ?? 0);
  return [callsLeft, day?.leftMicroUsd, model?.submitsLeft, model?.mostMicroUsd, ends.getTime()];
}

/** As those of Node and Connect are. */
type Incoming = { method?: string | undefined; url?: string | undefined; rawHeaders: string[] };
type Outgoing = {
  writeHead(status: number, headers?: { [name: string]: string }): Outgoing;
  end(): Outgoing;
};
type Middleware = (request: Incoming, response: Outgoing, next: (error?: unknown) => void) => void;
/** As a middleware. */
export const mount = (app: { use(middleware: Middleware): void }, relay: Relay): void => app.use(relay.node);
