import type { Socket } from 'node:net';
import { unsupported } from './refusal.ts';

/** Whether a connection begins as HTTP does: the service takes events over HTTPS, and AMQP over WebSockets. */
export const isHttp = (start: Buffer | undefined) => /^[A-Z]{3,7} \//.test(start?.toString('latin1', 0, 16) ?? '');

export function refuseHttp(socket: Socket): void {
  const { message } = unsupported('HTTP (and AMQP over WebSockets)');
  const headers = `Content-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(message)}\r\nConnection: close`;
  socket.write(`HTTP/1.1 501 Not Implemented\r\n${headers}\r\n\r\n${message}`);
  socket.destroySoon();
}
