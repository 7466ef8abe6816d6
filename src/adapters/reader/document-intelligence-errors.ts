import { AppError } from '../../domain/errors.ts';

/** What the service's errors mean here. Anything not known is thrown as it is. */
export function appErrorOf(error: unknown, timedOut: boolean): unknown {
  if (timedOut) return new AppError('unavailable', 'Document Intelligence took too long', { cause: error });
  if (!(error instanceof Error)) return error;
  const { status, code, innerCode, retryAfter } = detailsOf(error);
  if (status === 401)
    return new AppError('unauthorised', 'Document Intelligence does not accept our key', { cause: error });
  if (status === 403) return new AppError('forbidden', 'Document Intelligence does not let us in', { cause: error });
  // A request without an answer never reached the service.
  const unreached = error.name === 'RestError' && status === undefined;
  if (unreached || status === 429 || (status ?? 0) >= 500 || code === 'InternalServerError') {
    const retryAfterSeconds = Number(retryAfter);
    const wait = retryAfterSeconds > 0 ? { retryAfterSeconds } : {};
    return new AppError('unavailable', 'Document Intelligence cannot be used now', { cause: error, ...wait });
  }
  const reason = reasons[innerCode ?? code ?? ''];
  if (reason) return new AppError('rejected', reason.message, { cause: error, next: reason.next });
  return error;
}

/** Source: learn.microsoft.com/azure/ai-services/document-intelligence/how-to-guides/resolve-errors */
const reasons: Readonly<Record<string, { message: string; next: string } | undefined>> = {
  InvalidContent: {
    message: 'The file is damaged or of a kind that cannot be read.',
    next: 'Export it anew as PDF and upload that.',
  },
  InvalidContentDimensions: {
    message: 'A page is too small or too large to be read.',
    next: 'Scan it at 300 dpi and upload it again.',
  },
  InvalidContentLength: { message: 'The file is too large to be read.', next: 'Split it and upload the parts.' },
  InvalidContentSourceFormat: { message: 'The file is of a kind that cannot be read.', next: 'Send PDF, PNG or JPEG.' },
  UnsupportedContent: {
    message: 'The content of the file is not supported.',
    next: 'Export it anew as PDF and upload that.',
  },
  ContentProtected: {
    message: 'The file is protected and needs a password.',
    next: 'Remove the password and upload it again.',
  },
};

/** RestError carries `statusCode` and `response`; the error of an analysis that failed has the innermost code as its own. */
function detailsOf(error: Error) {
  const fields = error as Error & {
    statusCode?: number;
    code?: string;
    details?: { error?: ServiceError } & ServiceError;
    innererror?: ServiceError;
    response?: { headers: { get(name: string): string | undefined } };
  };
  const service = fields.details?.error ?? fields.details;
  return {
    status: fields.statusCode,
    code: fields.code ?? service?.code,
    innerCode: innermost(fields.innererror ?? service?.innererror)?.code,
    retryAfter: fields.response?.headers.get('retry-after'),
  };
}

interface ServiceError {
  readonly code?: string;
  readonly innererror?: ServiceError;
}

function innermost(error: ServiceError | undefined): ServiceError | undefined {
  return error?.innererror ? innermost(error.innererror) : error;
}
