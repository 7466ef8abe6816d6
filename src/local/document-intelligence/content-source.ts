import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
  contentTooLarge,
  invalidParameter,
  invalidRequest,
  invalidSource,
  outboundForbidden,
  parameterMissing,
  unsupportedMediaType,
} from './errors.ts';

/** What may be sent as it is. Source: the swagger of 2024-11-30, analyzeDocument. */
const rawTypes =
  /^(application\/(octet-stream|pdf|vnd\.openxmlformats-officedocument\..+)|image\/(jpeg|png|bmp|tiff|heif)|text\/html)$/;

/** Of a file that is fetched. */
const FETCH_TIMEOUT_MS = 30_000;

/**
 * Brings the file of a request to `path` and on to the disk: the body itself, or what the JSON in it holds or points at.
 *
 * @throws DocumentIntelligenceError 400, 403, 415
 */
export async function storeContent(request: IncomingMessage, path: string, maxBytes: number): Promise<void> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (rawTypes.test(type)) await write(request, path, maxBytes);
  else if (type === 'application/json') await write(await sourceOf(request), path, maxBytes);
  else throw unsupportedMediaType(type);
}

async function write(content: AsyncIterable<Uint8Array>, path: string, maxBytes: number): Promise<void> {
  let bytes = 0;
  const limit = new Transform({
    // Too much is taken and dropped, because a client that still sends does not hear the answer.
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      done(null, bytes > maxBytes ? undefined : chunk);
    },
  });
  // `flush` is an fsync before the file is closed.
  await pipeline(content, limit, createWriteStream(path, { flush: true }));
  if (bytes > maxBytes) throw contentTooLarge();
}

const Source = z.object({ urlSource: z.string().exactOptional(), base64Source: z.string().exactOptional() }).strict();

async function sourceOf(request: IncomingMessage): Promise<AsyncIterable<Uint8Array>> {
  const { urlSource, base64Source } = await source(request);
  if (urlSource !== undefined && base64Source !== undefined) {
    throw invalidParameter('urlSource', 'give either urlSource or base64Source');
  }
  if (urlSource !== undefined) return await fetched(urlSource);
  if (base64Source === undefined) throw parameterMissing('urlSource');
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64Source)) throw invalidSource('base64Source is not base64');
  return Readable.from([Buffer.from(base64Source, 'base64')]);
}

async function source(request: IncomingMessage): Promise<z.output<typeof Source>> {
  const body = await buffer(request);
  try {
    return Source.parse(JSON.parse(body.toString()));
  } catch {
    throw invalidParameter('body', 'it is not JSON with urlSource or base64Source');
  }
}

/** Only from this machine: the local cloud sends nothing out. */
async function fetched(address: string): Promise<AsyncIterable<Uint8Array>> {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) throw invalidSource('Url must be http or https');
  if (!/^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname)) throw outboundForbidden(url.hostname);
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  try {
    const response = await fetch(url, { signal, redirect: 'error' });
    if (!response.ok) throw new Error(`The server answered ${response.status}`);
    return Readable.from([Buffer.from(await response.arrayBuffer())]);
  } catch (error) {
    if (signal.aborted) throw invalidRequest('ContentSourceTimeout', 'Timeout while receiving the file from client.');
    throw invalidRequest('ContentSourceNotAccessible', `Content is not accessible: ${String(error)}`);
  }
}
