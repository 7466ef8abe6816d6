import { AppError } from '../../domain/errors.ts';
import { plainTextPage } from '../../pipeline/reading/plain-text.ts';
import type { OpenDocument } from './opened.ts';

/** 200 densely printed pages. */
const MAX_CHARACTERS = 1_000_000;

/** Plain text: one page without a picture. @throws AppError `rejected` when it is too long. */
export function openText(text: string): OpenDocument {
  if (text.length > MAX_CHARACTERS) {
    const [has, most] = [text.length, MAX_CHARACTERS].map((count) => count.toLocaleString('en'));
    throw new AppError('rejected', `The text has ${has} characters; at most ${most} are read.`, {
      next: 'Split it and upload the parts.',
    });
  }
  return {
    pageCount: 1,
    hasImages: false,
    read: () => Promise.resolve({ page: plainTextPage(text), image: undefined }),
    render: () => Promise.reject(new Error('Plain text has no picture')),
    close: () => undefined,
  };
}
