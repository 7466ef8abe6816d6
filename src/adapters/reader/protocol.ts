import type { ErrorCode } from '../../domain/errors.ts';
import type { OcrPage } from '../../domain/ocr.ts';

/** What the parent asks a reader process, one request at a time. */
export type ReaderRequest =
  | { readonly do: 'warm' }
  | { readonly do: 'open'; readonly path: string; readonly name: string }
  | { readonly do: 'read'; readonly page: number }
  | { readonly do: 'render'; readonly page: number };

export interface Opened {
  readonly pageCount: number;
  readonly sha256: string;
  /** Plain text has no pages to look at. */
  readonly hasImages: boolean;
}

/** The picture of a page (WebP) and its size in pixels. */
export interface PageImage {
  readonly width: number;
  readonly height: number;
  readonly image: Uint8Array;
}

export interface ReadAnswer {
  readonly page: OcrPage;
  readonly image: Uint8Array | undefined;
}

/** What each request is answered with. */
export interface ReaderAnswers {
  warm: undefined;
  open: Opened;
  read: ReadAnswer;
  render: PageImage;
}

/** A failure as it crosses the process boundary. */
export interface ReaderFailure {
  /** Absent for a defect, which is no AppError. */
  readonly code?: ErrorCode | undefined;
  readonly message: string;
  readonly next?: string | undefined;
  /** The process is in an unknown state and is to be replaced. */
  readonly broken: boolean;
}

export type ReaderReply =
  | { readonly ready: true }
  | { readonly value: ReaderAnswers[keyof ReaderAnswers]; readonly cpuMs: number }
  | { readonly failure: ReaderFailure };
