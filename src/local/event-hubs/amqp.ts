import type { Socket } from 'node:net';
import rhea from 'rhea';

/**
 * The one place that touches `rhea`, whose own types are of no use for a server: the types here name exactly what the local Event Hubs
 * uses of it (AMQP 1.0 frames, sessions, credit). Checked against rhea 3.0.5.
 */

/** What a refusal tells the client. `condition` is an AMQP symbol such as `amqp:not-found`. */
export interface AmqpError {
  readonly condition: string;
  readonly description: string;
}

/** An opaque value with its AMQP type, made by `amqp.wrap_…`. */
interface Typed {
  readonly value: unknown;
}

interface Terminus {
  /** The encoded fields; `null` when the peer named no terminus. */
  readonly value: unknown;
  readonly address?: string | null;
  readonly filter?: Record<string, unknown> | null;
  readonly dynamic?: boolean | null;
}

/** What both kinds of link have. */
export interface Link {
  readonly name: string;
  readonly local: { readonly handle: number };
  readonly remote: { readonly handle: number };
  readonly connection: Connection;
  readonly source: Terminus | null;
  readonly target: Terminus | null;
  readonly properties?: Record<string, unknown> | null;
  readonly desired_capabilities?: string | string[] | null;
  set_source(terminus: Terminus): void;
  set_target(terminus: Terminus): void;
  close(error?: AmqpError): void;
  is_remote_open(): boolean;
}

/** A link on which the client receives. `credit` falls and `delivery_count` rises when a delivery leaves, not when `send` is called. */
export interface ClientReceiver extends Link {
  readonly credit: number;
  readonly delivery_count: number;
  sendable(): boolean;
  send(encoded: Buffer, tag: undefined, format: 0): void;
  set_drained(drained: boolean): void;
  on(event: 'sendable' | 'sender_draining', listener: () => void): void;
}

/** A link on which the client sends. */
export type ClientSender = Link;

interface Delivery {
  accept(): void;
  reject(error: AmqpError): void;
}

/** A message of a request: what `$cbs` and `$management` read. */
export interface Request {
  readonly message_id?: unknown;
  readonly reply_to?: unknown;
  readonly body?: unknown;
  readonly application_properties?: Record<string, unknown>;
}

/** What arrives, undecoded. */
export interface Transfer {
  readonly receiver: ClientSender;
  readonly delivery: Delivery;
  readonly message: Buffer;
  readonly format?: number | null;
}

interface Connection {
  find_sender(filter: (link: ClientReceiver) => boolean): ClientReceiver | undefined;
}

/** A decoded frame, as far as `amqp-server.ts` looks into it. */
export interface Frame {
  readonly channel: number;
  performative: {
    message_format?: number | null | undefined;
    aborted?: boolean | null;
    first?: number;
    last?: number | null;
    name?: string;
    /** As it came: a described list. */
    target?: { readonly descriptor?: { readonly value: unknown }; value: unknown } | null;
  };
}

/** rhea's session with the internals that `amqp-server.ts` needs. */
export interface Session {
  readonly links: Record<string, Link>;
  readonly local: { readonly handles: Record<number, Link> };
  readonly remote: { readonly handles: Record<number, Link> };
  remove_link(link: Link): void;
  on_attach(frame: Frame): void;
}

/** rhea's connection with the internals that `amqp-server.ts` needs. */
export interface RheaConnection extends Connection {
  frame_size?: number;
  accept(socket: Socket): void;
  close(error: AmqpError): void;
  on(event: 'sender_open' | 'sender_close', listener: (context: { sender: ClientReceiver }) => void): void;
  on(event: 'receiver_open' | 'receiver_close', listener: (context: { receiver: ClientSender }) => void): void;
  on(event: 'session_open', listener: (context: { session: Session }) => void): void;
  on(event: 'message', listener: (transfer: Transfer) => void): void;
  on(
    event: 'session_close' | 'connection_close' | 'connection_error' | 'disconnected' | 'error' | 'protocol_error',
    listener: () => void,
  ): void;
  on_transfer(frame: Frame): void;
  on_disposition(frame: Frame): void;
  on_flow(frame: Frame): void;
  readonly remote_channel_map: Record<number, Session>;
  _disconnected(): void;
  _process(): void;
}

interface Rhea {
  create_container: (options: { id: string }) => Container;
  message: { encode: (message: object) => Buffer; decode: (encoded: Buffer) => Request };
  types: {
    Reader: { prototype: { read_array_items(count: number, type: { width: number }): unknown[]; remaining(): number } };
    wrap_int: (value: number) => Typed;
    wrap_long: (value: number) => Typed;
    wrap_string: (value: string) => Typed;
    wrap_symbol: (value: string) => Typed;
    wrap_timestamp: (value: number) => Typed;
    wrap_array: (values: string[], typecode: number) => Typed;
  };
}

interface Container {
  sasl_server_mechanisms: Record<string, unknown> & { enable_anonymous(): void };
  sasl: { server_add_external(mechanisms: object): void };
  on(event: 'error', listener: () => void): void;
  create_connection(options: object): RheaConnection;
}

export const { create_container, message, types } = rhea as unknown as Rhea;
