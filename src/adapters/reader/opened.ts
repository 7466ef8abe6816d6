import type { PageImage, ReadAnswer } from './protocol.ts';

/** A file that a reader process has open. */
export interface OpenDocument {
  readonly pageCount: number;
  readonly hasImages: boolean;
  /** @throws AppError `rejected` when that page is damaged. */
  read(page: number): Promise<ReadAnswer>;
  render(page: number): Promise<PageImage>;
  close(): void;
}
