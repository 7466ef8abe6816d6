import type { AmqpError, Request } from './amqp.ts';
import { pathOf } from './entity-path.ts';
import { amqpError, unauthorised, unsupported } from './refusal.ts';
import { readSasToken } from './sas-token.ts';

/**
 * Decides about a token of Entra ID.
 *
 * @param audience what the client wants to use, such as `sb://localhost/orders`.
 * @returns when the token ends, in ms since 1970. @throws what is told to the client, when it does not count.
 */
export type JwtCheck = (token: string, audience: string) => Promise<{ expiresAt: number }>;

/**
 * What one connection may do: paths of entities, each until its token expires. Clients make tokens by the real clock, so they end by it.
 * Source of the rules: learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide, "Claims-based authorization".
 */
export class Grants {
  readonly #expiries = new Map<string, number>();
  readonly #links = new Map<object, { address: string; close: (error: AmqpError) => void }>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #checkJwt: JwtCheck | undefined;

  constructor(checkJwt: JwtCheck | undefined) {
    this.#checkJwt = checkJwt;
  }

  /**
   * Takes a `put-token` request that came to `$cbs`.
   *
   * @throws Refusal when the token does not count.
   */
  async put({ body, application_properties: properties }: Request): Promise<void> {
    const { type, operation, name } = properties ?? {};
    if (operation !== 'put-token') throw unsupported(`The operation '${String(operation)}' of $cbs`);
    const { path, expiresAt } = await readToken(String(type), String(body), String(name), this.#checkJwt);
    this.#expiries.set(path, expiresAt);
    this.#wakeAt(expiresAt);
  }

  /** Whether a token was ever put that counted. */
  get some(): boolean {
    return this.#expiries.size > 0;
  }

  /** @throws Refusal unless a token for the entity, or for one that contains it, was put. */
  demand(address: string): void {
    if (!this.#covers(address)) throw unauthorised(`No valid token for '${address}' was put on $cbs.`);
  }

  /** Ends a link when its token does. */
  hold(link: object, address: string, close: (error: AmqpError) => void): void {
    this.#links.set(link, { address, close });
  }

  release = (link: object) => this.#links.delete(link);

  /** The connection is over, and its tokens with it. */
  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#links.clear();
  }

  /** A token for the namespace covers all, one for a hub what is in it; `$management` is there for all. */
  #covers(address: string): boolean {
    const path = pathOf(address).toLowerCase();
    const covers = (granted: string) => granted === '' || path === granted || path.startsWith(`${granted}/`);
    return [...this.#expiries].some(
      ([granted, expiresAt]) => expiresAt > Date.now() && (covers(granted) || path === '$management'),
    );
  }

  #wakeAt(time: number): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        if (Date.now() < time) this.#wakeAt(time);
        else this.#closeUncovered();
      },
      Math.min(Math.max(time - Date.now(), 0), LONGEST_WAIT_MS),
    ).unref();
    this.#timers.add(timer);
  }

  #closeUncovered(): void {
    for (const [link, { address, close }] of this.#links) {
      if (this.#covers(address)) continue;
      this.#links.delete(link);
      close(amqpError(unauthorised(`ExpiredToken: The token for '${address}' is expired.`)));
    }
  }
}

/** `setTimeout` takes no more. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export const SAS_TYPE = 'servicebus.windows.net:sastoken';

/**
 * @param type of the token, as clients name it on `$cbs`.
 * @returns the path of the entity it is for, in lower case, and its end in ms.
 * @throws Refusal
 */
export async function readToken(
  type: string,
  token: string,
  audience: string,
  checkJwt: JwtCheck | undefined,
): Promise<{ path: string; expiresAt: number }> {
  if (type === SAS_TYPE) return readSasToken(token);
  if (type !== 'jwt' || !checkJwt) throw unsupported(`The token type '${type}'`);
  const { expiresAt } = await checkJwt(token, audience).catch((error: unknown) => {
    throw unauthorised(error instanceof Error ? error.message : String(error));
  });
  if (!(expiresAt > Date.now())) throw unauthorised('ExpiredToken: The token is expired.');
  return { path: pathOf(audience).toLowerCase(), expiresAt };
}
