import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import rhea, {
  type Connection,
  type EventContext,
  type Receiver,
  type ReceiverOptions,
  type Sender,
  type SenderOptions,
} from 'rhea';
import { onTestFinished } from 'vitest';

/** A bare AMQP client, for what the SDK cannot be made to send. */
export interface AmqpClient {
  readonly connection: Connection;
  /** Puts a token for an entity; resolves with the answer of `$cbs`. */
  putToken(path: string, token?: { seconds?: number; type?: string }): Promise<{ status: number; description: string }>;
  openSender(options: SenderOptions | string): Promise<Sender>;
  openReceiver(options: ReceiverOptions): Promise<Receiver>;
}

export async function anAmqpClient(port: number): Promise<AmqpClient> {
  const connection = rhea.create_container().connect({ port, host: '127.0.0.1', reconnect: false });
  connection.on('disconnected', () => undefined);
  onTestFinished(() => connection.close());
  await once(connection, 'connection_open');
  return {
    connection,
    putToken: (path, token) => putToken(connection, path, token),
    openSender: (options) => opened(connection.open_sender(options), 'sender'),
    openReceiver: (options) => opened(connection.open_receiver(options), 'receiver'),
  };
}

/** A link that the server refuses is opened and closed again at once. */
async function opened<Link extends Sender | Receiver>(link: Link, kind: 'sender' | 'receiver'): Promise<Link> {
  link.on(`${kind}_error`, () => undefined);
  await once(link, `${kind}_open`);
  return link;
}

const putToken = async (
  connection: Connection,
  path: string,
  { seconds = 60, type = 'servicebus.windows.net:sastoken' } = {},
) => {
  const replies = connection.open_receiver({ source: { address: '$cbs' }, target: { address: 'replies' } });
  const requests = connection.open_sender('$cbs');
  const reply = once(replies, 'message');
  await once(requests, 'sendable');
  const application_properties = { operation: 'put-token', type, name: `sb://localhost/${path}` };
  requests.send({ message_id: '1', reply_to: 'replies', body: makeToken(path, seconds), application_properties });
  const [{ message }] = (await reply) as [EventContext];
  replies.close();
  requests.close();
  const properties = message?.application_properties;
  return { status: Number(properties?.['status-code']), description: String(properties?.['status-description']) };
};

function makeToken(path: string, seconds: number): string {
  const resource = encodeURIComponent(`sb://localhost/${path}`);
  const expiry = Math.floor(Date.now() / 1000) + seconds;
  const signature = createHmac('sha256', 'SAS_KEY_VALUE').update(`${resource}\n${expiry}`).digest('base64');
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=RootManageSharedAccessKey`;
}
