import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { UploadReceipt } from '../../domain/document-view.ts';
import { CliError, usageError } from '../exit.ts';
import type { FoundDocument } from '../feed/found-document.ts';
import { contentTypeOf } from '../feed/content-type.ts';
import { keyHeader } from './ask.ts';
import { nobodyThere, type System } from './find-system.ts';
import { problemError } from './problem.ts';

/** Called with the bytes sent so far and those of the whole file. */
export type Progress = (sentBytes: number, totalBytes: number) => void;

/**
 * `PUT /api/documents/<name>`: streams a file, however large.
 *
 * @throws CliError 1 when it is refused, 2 for a name that HTTP cannot carry, 3 when nobody is there.
 */
export async function putDocument(
  system: System,
  { name, path }: FoundDocument,
  onProgress: Progress,
): Promise<UploadReceipt> {
  const address = `${system.url}/api/documents/${pathOf(name)}`;
  const { size } = await stat(path);
  const response = await sendFile(
    address,
    path,
    size,
    { ...keyHeader(system), 'content-type': contentTypeOf(name) },
    onProgress,
  ).catch((error: unknown) => {
    throw isUnreachable(error)
      ? nobodyThere(system.url, error)
      : new CliError(1, `${name}: the upload broke off`, { cause: error, next: 'Try again.' });
  });
  const body = await text(response);
  if (response.statusCode !== 202) throw problemError(response.statusCode ?? 0, body, name);
  return UploadReceipt.parse(JSON.parse(body));
}

/** Slashes as they are; everything else that is special in a URL is escaped. */
function pathOf(name: string): string {
  const segments = name.split('/');
  if (segments.some((segment) => segment === '.' || segment === '..' || segment === '')) {
    throw usageError(`${name}: a name in a URL cannot have empty, "." or ".." segments`, 'Choose another with --name.');
  }
  if (!name.isWellFormed()) throw usageError(`${name}: the name is not valid Unicode`, 'Choose another with --name.');
  return segments.map(encodeURIComponent).join('/');
}

/** The answer can come before the last byte is sent: a refusal then counts, not the connection that closes after it. */
function sendFile(address: string, path: string, size: number, headers: Record<string, string>, onProgress: Progress) {
  const request = address.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise<IncomingMessage>((resolve, reject) => {
    const sending = request(address, { method: 'PUT', headers: { ...headers, 'content-length': size } }, resolve);
    const file = createReadStream(path);
    let sent = 0;
    file.on('data', (chunk) => {
      sent += chunk.length;
      onProgress(sent, size);
    });
    file.on('error', (error) => sending.destroy(error));
    sending.on('error', (error) => {
      file.destroy();
      reject(error);
    });
    file.pipe(sending);
  });
}

async function text(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];
const isUnreachable = (error: unknown) =>
  error instanceof Error && 'code' in error && unreachable.includes(String(error.code));
