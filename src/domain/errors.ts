/** Every failure that docscore expects. Anything else that is thrown is a defect or a crash. */
export type ErrorCode =
  | 'invalid'
  | 'unauthorised'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'too-many'
  | 'rejected'
  | 'superseded'
  | 'changed'
  | 'reused'
  | 'unavailable';

interface Treatment {
  readonly status: number;
  readonly title: string;
  /**
   * What a stage does with the job: `reject` ends it for good (the document's fault), `supersede` looks at the blob again,
   * `wait` tries again without counting the attempt (a dependency's fault), `retry` tries again and counts.
   */
  readonly settle: 'reject' | 'supersede' | 'wait' | 'retry';
}

/** The one table from code to HTTP status and to what happens to a job. */
export const treatments: Readonly<Record<ErrorCode, Treatment>> = {
  invalid: { status: 400, title: 'The request is not valid', settle: 'retry' },
  unauthorised: { status: 401, title: 'Who are you?', settle: 'wait' },
  forbidden: { status: 403, title: 'Not allowed', settle: 'wait' },
  'not-found': { status: 404, title: 'Not found', settle: 'retry' },
  conflict: { status: 409, title: 'Changed by somebody else', settle: 'retry' },
  'too-large': { status: 413, title: 'Too large', settle: 'reject' },
  unsupported: { status: 415, title: 'Not supported', settle: 'reject' },
  'too-many': { status: 429, title: 'Too many requests', settle: 'wait' },
  rejected: { status: 422, title: 'The document cannot be processed', settle: 'reject' },
  superseded: { status: 409, title: 'A newer version took its place', settle: 'supersede' },
  changed: { status: 412, title: 'It is not what you have read', settle: 'retry' },
  reused: { status: 422, title: 'The key belongs to another request', settle: 'retry' },
  unavailable: { status: 503, title: 'Try again later', settle: 'wait' },
};

/** One thing that is wrong in a request. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body; for a query into the object of its parameters: `/instances/3/region`. */
  readonly pointer: string;
  readonly message: string;
  /** The values that are allowed there, where they can be listed. */
  readonly allowed?: readonly unknown[] | undefined;
}

interface AppErrorOptions {
  readonly cause?: unknown;
  /** What the person can do about it, as a sentence. */
  readonly next?: string;
  /** When to try again, for `too-many` and `unavailable`. */
  readonly retryAfterSeconds?: number;
  /** What is wrong where in the request. */
  readonly errors?: readonly FieldError[];
}

/** A failure with a code from the closed list, a message for people and, where there is one, the next step. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly next: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly errors: readonly FieldError[] | undefined;

  constructor(code: ErrorCode, message: string, { cause, next, retryAfterSeconds, errors }: AppErrorOptions = {}) {
    super(message, { cause });
    this.name = 'AppError';
    this.code = code;
    this.next = next;
    this.retryAfterSeconds = retryAfterSeconds;
    this.errors = errors;
  }
}
