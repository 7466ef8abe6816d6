import { MalformedMessage } from './amqp-values.ts';
import type { AmqpError } from './amqp.ts';

/** What the server refuses, with the AMQP condition that tells the SDK which error it is. */
export class Refusal extends Error {
  readonly condition: string;

  constructor(condition: string, description: string) {
    super(description);
    this.condition = condition;
  }
}

/** Something the service has and this server has not: an error that names it. */
export const unsupported = (what: string) =>
  new Refusal('amqp:not-implemented', `${what} is not supported by the local Event Hubs.`);

export const outOfRange = () =>
  new Refusal(
    'com.microsoft:argument-out-of-range',
    'The specified partition is invalid for an EventHub partition sender or receiver.',
  );

export const entityNotFound = (entity: string) =>
  new Refusal('amqp:not-found', `The messaging entity '${entity}' could not be found.`);

export const unauthorised = (reason: string) =>
  new Refusal('amqp:unauthorized-access', `Unauthorized access. ${reason}`);

/** Any failure, as the peer gets to see it. */
export function amqpError(error: unknown): AmqpError {
  const description = error instanceof Error ? error.message : String(error);
  if (error instanceof Refusal) return { condition: error.condition, description };
  if (error instanceof MalformedMessage) return { condition: 'amqp:decode-error', description };
  return { condition: 'amqp:internal-error', description: `The local Event Hubs failed: ${description}` };
}
