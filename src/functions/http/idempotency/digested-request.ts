import type { HttpRequest } from '@azure/functions';
import { runningDigest } from '../../../jobs/digest.ts';

export interface DigestedRequest {
  /** The same request, whose body is counted in as it is read. */
  readonly request: HttpRequest;
  /** SHA-256 of the whole body, hexadecimal; reads what nobody has read. */
  readonly digest: () => Promise<string>;
}

/** Lets a body flow as before, piece by piece, and tells its digest in the end. */
export function digestedRequest(original: HttpRequest): DigestedRequest {
  const hash = runningDigest();
  const source = original.body as ReadableStream<Uint8Array> | null;
  const counted = source?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        hash.update(chunk);
        controller.enqueue(chunk);
      },
    }),
  );
  const body = new Response(counted ?? null);
  return {
    request: withBody(original, body),
    async digest() {
      if (!body.bodyUsed) await drain(body);
      return hash.hex();
    },
  };
}

async function drain({ body }: Response): Promise<void> {
  const reader = body?.getReader();
  while (reader && !(await reader.read()).done);
}

const ofTheBody: ReadonlySet<string | symbol> = new Set([
  ...['body', 'bodyUsed', 'arrayBuffer', 'blob', 'formData', 'json', 'text'],
]);

/** The request with another body; it cannot be made anew without the SDK's own constructor. */
const withBody = (original: HttpRequest, body: Response): HttpRequest =>
  new Proxy(original, {
    get(_, name) {
      const source = ofTheBody.has(name) ? body : original;
      const member: unknown = Reflect.get(source, name, source);
      return typeof member === 'function' ? (member.bind(source) as unknown) : member;
    },
  });
