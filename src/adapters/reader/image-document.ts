import type { ReaderLimits } from './limits.ts';
import type { OpenDocument } from './opened.ts';
import { picture } from './picture.ts';

/** A picture is a document of one page. @throws AppError `rejected` when it is damaged or too large. */
export async function openImage(bytes: Uint8Array, limits: ReaderLimits): Promise<OpenDocument> {
  const page = await picture(bytes, { limits, orient: true });
  return {
    pageCount: 1,
    hasImages: true,
    read: (number) => page.read(number),
    render: () => page.render(),
    close: () => undefined,
  };
}
