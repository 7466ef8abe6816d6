import { type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { HostControl } from './serving.ts';

/**
 * Answers that carry host.json's customHeaders beside what they say themselves, which wins. The whole head is one list, given to Node
 * once: headers that are set one by one cost as much as the rest of a short answer.
 */
export function responsesOf(host: Pick<HostControl, 'customHeaders'>) {
  return class<Request extends IncomingMessage> extends ServerResponse<Request> {
    override writeHead(status: number, message?: string, headers?: Head): this;
    override writeHead(status: number, headers?: Head): this;
    override writeHead(status: number, first?: string | Head, second?: Head): this {
      const [message, headers = []] = typeof first === 'string' ? [first, second] : [undefined, first];
      const head = Array.isArray(headers) ? headers : (Object.entries(headers).flat() as OutgoingHttpHeader[]);
      for (const [name, value] of host.customHeaders())
        if (!says(head, name) && !this.hasHeader(name)) head.push(name, value);
      return message === undefined ? super.writeHead(status, head) : super.writeHead(status, message, head);
    }
  };
}

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** Whether a list of names and values in turn has a header. */
export function says(head: readonly OutgoingHttpHeader[], name: string): boolean {
  for (let index = 0; index < head.length; index += 2) if (isNamed(head[index], name)) return true;
  return false;
}

const isNamed = (said: OutgoingHttpHeader | undefined, name: string) =>
  said === name ||
  (typeof said === 'string' && said.length === name.length && said.toLowerCase() === name.toLowerCase());
