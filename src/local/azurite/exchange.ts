import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/** One request to Azurite with what it changed. */
export interface Exchange<Document> {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly stored: Document[];
  readonly removed: Document[];
}

export interface ExchangeWatch<Document> {
  /** The request that the running code works for. */
  current(): Exchange<Document> | undefined;
  /**
   * Calls `beforeAnswer` when a request's outcome is known and no byte of its answer has left.
   * If that throws, the client gets no answer: its connection is reset.
   */
  watch(server: Server, beforeAnswer: (exchange: Exchange<Document>) => void): void;
}

/** Knows which change of Azurite's metadata belongs to which request. */
export function exchangeWatch<Document>(onFailure: (error: unknown) => void): ExchangeWatch<Document> {
  const exchanges = new AsyncLocalStorage<Exchange<Document>>();

  const listen = (listener: RequestListener, beforeAnswer: (exchange: Exchange<Document>) => void): RequestListener => {
    return (request, response) => {
      const exchange: Exchange<Document> = { request, response, stored: [], removed: [] };
      const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
      response.writeHead = (...args: unknown[]) => {
        try {
          beforeAnswer(exchange);
        } catch (error) {
          onFailure(error);
          request.socket.resetAndDestroy();
        }
        return writeHead(...args);
      };
      exchanges.run(exchange, () => listener(request, response));
    };
  };

  return {
    current: () => exchanges.getStore(),
    watch(server, beforeAnswer) {
      const listeners = server.listeners('request') as RequestListener[];
      server.removeAllListeners('request');
      for (const listener of listeners) server.on('request', listen(listener, beforeAnswer));
    },
  };
}
