import type { Socket } from 'node:net';
import {
  create_container,
  types,
  type ClientReceiver,
  type ClientSender,
  type Frame,
  type Link,
  type RheaConnection,
  type Session,
  type Transfer,
} from './amqp.ts';
import { isHttp, refuseHttp } from './http-refusal.ts';
import { amqpError, unsupported } from './refusal.ts';

/** What a connection tells its owner. */
export interface AmqpEvents {
  receiverOpened(link: ClientReceiver): void;
  receiverClosed(link: ClientReceiver): void;
  senderOpened(link: ClientSender): void;
  senderClosed(link: ClientSender): void;
  received(transfer: Transfer): void;
  closed(): void;
}

/** Bytes; also what the service announces. A larger frame ends the connection. */
const MAX_FRAME_SIZE = 65_536;
/** ms without a frame after which the peer counts as gone (the service's value). */
const IDLE_TIMEOUT_MS = 240_000;
/** rhea's session window: no peer can have more deliveries open. */
const SESSION_WINDOW = 2048;

const container = create_container({ id: 'docscore-event-hubs' });
container.sasl_server_mechanisms.enable_anonymous();
container.sasl.server_add_external(container.sasl_server_mechanisms);
container.sasl_server_mechanisms['MSSBCBS'] = container.sasl_server_mechanisms['EXTERNAL'];
container.on('error', () => undefined);

/**
 * Speaks AMQP on an accepted socket until it ends. A peer that breaks the protocol loses its connection, nothing else.
 * Messages come undecoded (`Transfer.message`), so that no payload is read and none is changed by decoding.
 */
export function acceptAmqp(socket: Socket, maxMessageSize: number, events: AmqpEvents): void {
  const connection = container.create_connection({
    max_frame_size: MAX_FRAME_SIZE,
    channel_max: 4999,
    idle_time_out: IDLE_TIMEOUT_MS,
    tcp_no_delay: true,
    receiver_options: { max_message_size: maxMessageSize, autoaccept: false, credit_window: 300 },
    sender_options: { max_message_size: maxMessageSize, autosettle: true },
  });
  connection.on('sender_open', ({ sender }) => {
    echo(sender);
    events.receiverOpened(sender);
  });
  connection.on('sender_close', ({ sender }) => events.receiverClosed(sender));
  connection.on('receiver_open', ({ receiver }) => {
    echo(receiver);
    events.senderOpened(receiver);
  });
  connection.on('receiver_close', ({ receiver }) => events.senderClosed(receiver));
  connection.on('message', (transfer) => events.received(transfer));
  // Without a listener, rhea prints these or throws them at the process.
  for (const event of ['session_close', 'connection_close', 'connection_error', 'disconnected'] as const)
    connection.on(event, () => undefined);
  let first: Buffer | undefined;
  socket.once('data', (chunk) => (first = chunk));
  for (const event of ['error', 'protocol_error'] as const)
    connection.on(event, () => {
      if (isHttp(first)) refuseHttp(socket);
      else socket.destroy();
    });
  connection.on('session_open', ({ session }) => repairLinks(session));
  guard(connection);
  const process = connection._process.bind(connection);
  connection._process = () => {
    socket.cork(); // one packet for the frames of a turn instead of one each
    process();
    socket.uncork();
  };

  connection.accept(socket);
  socket.on('data', () => {
    if ((connection.frame_size ?? 0) > MAX_FRAME_SIZE) socket.destroy();
  });
  socket.once('close', () => {
    connection._disconnected(); // rhea hears only of orderly ends, and keeps its timers otherwise
    events.closed();
  });
}

/** Attaches a link as the peer asked for it, even one that is refused then: so AMQP wants it. rhea gives an absent terminus as a value of null. */
function echo(link: Link): void {
  if (Array.isArray(link.source?.value)) link.set_source(link.source);
  if (Array.isArray(link.target?.value)) link.set_target(link.target);
}

/**
 * Keeps rhea from decoding messages (it does so for format 0 only), from walking 2³² deliveries that a peer claims to settle, and from ending the
 * connection over what came late: the SDK's client still settles and gives credit on a session that it has just ended.
 */
function guard(connection: RheaConnection): void {
  const transfer = connection.on_transfer.bind(connection);
  connection.on_transfer = (frame) => {
    // rhea would take the parts that came for the whole.
    if (frame.performative.aborted) {
      connection.close(amqpError(unsupported('An aborted transfer')));
      return;
    }
    if (frame.performative.message_format === 0) frame.performative.message_format = undefined;
    transfer(frame);
  };
  const isOpen = ({ channel }: Frame) => channel in connection.remote_channel_map;
  const flow = connection.on_flow.bind(connection);
  connection.on_flow = (frame) => {
    if (isOpen(frame)) flow(frame);
  };
  const disposition = connection.on_disposition.bind(connection);
  connection.on_disposition = (frame) => {
    if (!isOpen(frame)) return;
    const { first = 0, last } = frame.performative;
    if ((last ?? first) - first > SESSION_WINDOW)
      throw new Error('A disposition covers more deliveries than the session holds');
    disposition(frame);
  };
}

/**
 * rhea forgets a closed link a moment later, by handle and name. A peer may give both to a new link in the same packet; rhea would then
 * take the old link for it, or forget the new one.
 */
function repairLinks(session: Session): void {
  const forget = (links: Record<string | number, Link>, key: string | number, link: Link) => {
    if (links[key] === link) Reflect.deleteProperty(links, key);
  };
  session.remove_link = (link) => {
    forget(session.remote.handles, link.remote.handle, link);
    forget(session.local.handles, link.local.handle, link);
    forget(session.links, link.name, link);
  };
  const attach = session.on_attach.bind(session);
  session.on_attach = (frame) => {
    markCoordinator(frame);
    const old = session.links[frame.performative.name ?? ''];
    if (old && !old.is_remote_open()) session.remove_link(old);
    attach(frame);
  };
}

/** The address under which a peer's coordinator of transactions appears: rhea knows no such target. */
export const COORDINATOR = '$coordinator';

function markCoordinator({ performative }: Frame): void {
  const descriptor = performative.target?.descriptor?.value;
  if (Number(descriptor) === 0x30 || descriptor === 'amqp:coordinator:list')
    performative.target = { descriptor: { value: 0x29 }, value: [types.wrap_string(COORDINATOR)] };
}

/** rhea believes the count of an array; items without width would then fill the memory from a frame of 20 bytes. */
const readItems = types.Reader.prototype.read_array_items; // eslint-disable-line @typescript-eslint/unbound-method -- called with its reader
types.Reader.prototype.read_array_items = function (count, type) {
  if (count > Math.max(this.remaining(), MAX_FRAME_SIZE)) throw new Error(`An array claims ${count} items`);
  return readItems.call(this, count, type);
};
