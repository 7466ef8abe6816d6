/** Entry of a reader process: answers its parent's requests one after the other, and ends with its parent. */
import { AppError } from '../../domain/errors.ts';
import type { ReaderLimits } from './limits.ts';
import { openDocument } from './open-document.ts';
import type { OpenDocument } from './opened.ts';
import { endWithParent } from './parent-watch.ts';
import type { ReaderFailure, ReaderReply, ReaderRequest } from './protocol.ts';

const { parent, limits } = JSON.parse(process.argv[2] ?? '') as { parent: number; limits: ReaderLimits };
let document: OpenDocument | undefined;

endWithParent(parent);
process.on('message', (request: ReaderRequest) => void reply(request));
send({ ready: true });

async function reply(request: ReaderRequest): Promise<void> {
  const before = process.cpuUsage();
  try {
    const value = await answer(request);
    const { user, system } = process.cpuUsage(before);
    send({ value, cpuMs: Math.round((user + system) / 1000) });
  } catch (error) {
    send({ failure: failureOf(error) });
  }
}

async function answer(request: ReaderRequest) {
  switch (request.do) {
    case 'warm':
      // What a first page needs, loaded before it is there.
      await Promise.all([import('./pdf-document.ts'), import('./image-document.ts')]);
      await (await import('./networks.ts')).networks();
      return undefined;
    case 'open': {
      document?.close();
      document = undefined;
      const opened = await openDocument(request.path, request.name, limits);
      document = opened.document;
      return { pageCount: document.pageCount, hasImages: document.hasImages, sha256: opened.sha256 };
    }
    case 'read':
      return await theDocument().read(request.page);
    case 'render':
      return await theDocument().render(request.page);
  }
}

function theDocument(): OpenDocument {
  if (!document) throw new Error('No document is open');
  return document;
}

function failureOf(error: unknown): ReaderFailure {
  if (error instanceof AppError) return { code: error.code, message: error.message, next: error.next, broken: false };
  // WebAssembly.RuntimeError, pdfium trapped: the file did that, and pdfium's memory is in an unknown state.
  if (error instanceof Error && error.name === 'RuntimeError') {
    const next = 'Print or export the document to a new PDF and upload that.';
    return { code: 'rejected', message: 'The document cannot be shown: the file is damaged.', next, broken: true };
  }
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), broken: true };
}

function send(message: ReaderReply): void {
  process.send?.(message);
}
