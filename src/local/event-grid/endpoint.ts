import { connect } from 'node:net';

/** How often an endpoint that does not listen is asked again, in ms. */
const ASK_EVERY_MS = 100;

/** Resolves as soon as something listens at `url`, or when `cancelled`. Sends nothing. */
export async function listening(url: string, cancelled: AbortSignal): Promise<void> {
  while (!cancelled.aborted && !(await accepts(url)))
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS).unref());
}

/** Whether a connection to the URL's host and port opens. */
export function accepts(url: string): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port) || (protocol === 'https:' ? 443 : 80), hostname);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
