import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import rhea, {
  type Connection,
  type EventContext,
  type Message,
  type Receiver,
  type ReceiverOptions,
  type Sender,
  type SenderOptions,
} from 'rhea';
import { onTestFinished } from 'vitest';
import type { Namespace } from './clients.ts';

/** A bare AMQP client, for what the SDK cannot be made to send. */
export interface AmqpClient {
  readonly connection: Connection;
  /** Puts a token for an entity; resolves with the answer of `$cbs`. */
  putToken(path: string, token?: Token): Promise<{ status: number; description: string }>;
  openSender(options: SenderOptions | string): Promise<Sender>;
  openReceiver(options: ReceiverOptions): Promise<Receiver>;
}

export async function anAmqpClient(namespace: Namespace): Promise<AmqpClient> {
  const { host, port, ...key } = partsOf(namespace);
  const connection = rhea.create_container().connect({ port, host, reconnect: false });
  connection.on('disconnected', () => undefined);
  onTestFinished(() => connection.close());
  await once(connection, 'connection_open');
  return {
    connection,
    putToken: (path, token = {}) => putToken(connection, path, { ...key, ...token }),
    openSender: (options) => opened(connection.open_sender(options), 'sender'),
    openReceiver: (options) => opened(connection.open_receiver(options), 'receiver'),
  };
}

/** What a connection string says. */
export function partsOf({ connectionString }: Namespace) {
  const part = (name: string) => new RegExp(`${name}=([^;]*)`).exec(connectionString)?.[1] ?? '';
  const { hostname, port } = new URL(part('Endpoint').replace('sb:', 'http:'));
  return { host: hostname, port: Number(port), policy: part('SharedAccessKeyName'), secret: part('SharedAccessKey') };
}

/** A link that the server refuses is opened and closed again at once. */
async function opened<Link extends Sender | Receiver>(link: Link, kind: 'sender' | 'receiver'): Promise<Link> {
  link.on(`${kind}_error`, () => undefined);
  await once(link, `${kind}_open`);
  return link;
}

interface Token {
  /** How long it counts. */
  seconds?: number;
  type?: string;
  operation?: string;
}

async function putToken(connection: Connection, path: string, token: Token & { policy: string; secret: string }) {
  const { type = 'servicebus.windows.net:sastoken', operation = 'put-token' } = token;
  const application_properties = { operation, type, name: `sb://localhost/${path}` };
  return ask(connection, '$cbs', { body: makeToken(path, token), application_properties });
}

/** Request and response over two links, as `$cbs` and `$management` want it. */
export async function ask(connection: Connection, node: string, request: object) {
  const replies = connection.open_receiver({ source: { address: node }, target: { address: `replies of ${node}` } });
  const requests = connection.open_sender(node);
  const reply = once(replies, 'message');
  await once(requests, 'sendable');
  requests.send(Object.assign({ message_id: '1', reply_to: `replies of ${node}`, body: null }, request));
  const [{ message }] = (await reply) as [EventContext];
  replies.close();
  requests.close();
  const properties = message?.application_properties;
  return { status: Number(properties?.['status-code']), description: String(properties?.['status-description']) };
}

function makeToken(path: string, { seconds = 60, policy, secret }: Token & { policy: string; secret: string }): string {
  const resource = encodeURIComponent(`sb://localhost/${path}`);
  const expiry = Math.floor(Date.now() / 1000) + seconds;
  const signature = createHmac('sha256', secret).update(`${resource}\n${expiry}`).digest('base64');
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${policy}`;
}

/** What a send comes to: `accepted`, or the condition of the refusal with its description. */
export async function outcomeOf(sender: Sender, message: Message | Buffer, format = 0) {
  if (!sender.sendable()) await once(sender, 'sendable');
  sender.send(message, undefined, format);
  const [{ delivery }] = (await Promise.race([once(sender, 'accepted'), once(sender, 'rejected')])) as [EventContext];
  const error = (delivery?.remote_state as { error?: Refusal } | undefined)?.error;
  return { condition: error?.condition ?? 'accepted', description: error?.description ?? '' };
}

interface Refusal {
  readonly condition: string;
  readonly description: string;
}

/** With what the server has closed a link that was just attached. @throws Error when it is open after one question and answer more. */
export async function refusalOf(link: Sender | Receiver): Promise<Refusal> {
  const session = link.connection.create_session();
  session.begin();
  await once(session, 'session_open');
  session.close();
  if (!link.error) throw new Error('The server has attached the link');
  return endOf(link);
}

/** With what the server closes a link, now or later. */
export async function endOf(link: Sender | Receiver): Promise<Refusal> {
  if (!link.error) await once(link, link.is_sender() ? 'sender_close' : 'receiver_close');
  const { condition, description } = link.error as Refusal;
  return { condition, description };
}

export const encode = (message: object) => rhea.message.encode(message);
