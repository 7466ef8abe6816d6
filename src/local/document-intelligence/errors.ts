/** What the service says is wrong, as it stands in a body. Source: learn.microsoft.com/azure/ai-services/document-intelligence/v3-error-guide */
export interface ServiceError {
  readonly code: string;
  readonly message: string;
  readonly innererror?: { readonly code: string; readonly message: string };
}

/** An answer of the service that is not a success. */
export class DocumentIntelligenceError extends Error {
  readonly status: number;
  readonly error: ServiceError;

  constructor(status: number, error: ServiceError) {
    super(error.innererror?.message ?? error.message);
    this.status = status;
    this.error = error;
  }
}

/** The request cannot be served, because of its content above all. */
export const invalidRequest = (code: string, message: string) =>
  failure(400, 'InvalidRequest', 'Invalid request.', { code, message });

const invalidArgument = (code: string, message: string) =>
  failure(400, 'InvalidArgument', 'Invalid argument.', { code, message });

export const invalidParameter = (name: string, details: string) =>
  invalidArgument('InvalidParameter', `The parameter ${name} is invalid: ${details}`);

export const parameterMissing = (name: string) =>
  invalidArgument('ParameterMissing', `The parameter ${name} is required.`);

export const invalidSource = (details: string) =>
  invalidArgument('InvalidContentSourceFormat', `Invalid content source: ${details}`);

export const invalidContent = (details = '') =>
  invalidRequest(
    'InvalidContent',
    `The file is corrupted or format is unsupported. Refer to documentation for the list of supported formats.${details && ` ${details}`}`,
  );

export const invalidDimensions = () =>
  invalidRequest(
    'InvalidContentDimensions',
    'The input image dimensions are out of range. Refer to documentation for supported image dimensions.',
  );

export const contentTooLarge = () =>
  invalidRequest(
    'InvalidContentLength',
    'The input image is too large. Refer to documentation for the maximum file size.',
  );

/** Refused by name: the service knows it, this server does not. */
export const unsupported = (what: string) =>
  invalidRequest('NotSupported', `${what} is not supported by the local Document Intelligence.`);

/** A kind of file that the service reads and this server does not. */
export const unsupportedContent = (what: string) =>
  invalidRequest(
    'UnsupportedContent',
    `Content is not supported: the local Document Intelligence does not read ${what}; send PDF, PNG or JPEG.`,
  );

export const modelNotFound = () =>
  failure(404, 'NotFound', 'Resource not found.', {
    code: 'ModelNotFound',
    message: 'The requested model was not found. It may have been deleted or is still building.',
  });

export const operationNotFound = () =>
  failure(404, 'NotFound', 'Resource not found.', {
    code: 'OperationNotFound',
    message: 'The requested operation was not found. The identifier is invalid or the operation has expired.',
  });

export const outboundForbidden = (host: string) =>
  failure(403, 'Forbidden', 'Access forbidden due to policy or other configuration.', {
    code: 'OutboundAccessForbidden',
    message: `The request contains a disallowed domain name or violates the current access control policy: the local Document Intelligence reads from this machine only, not from ${host}.`,
  });

export const methodNotAllowed = () => failure(405, 'MethodNotAllowed', 'The requested HTTP method is not allowed.');

export const unsupportedMediaType = (type: string) =>
  failure(415, 'UnsupportedMediaType', `Request content type is not supported: ${type || 'none'}`);

export const internalError = (details: string) =>
  failure(500, 'InternalServerError', 'An unexpected error occurred.', { code: 'Unknown', message: details });

/** As the gateway in front of the service says it. */
export const accessDenied = () =>
  failure(
    401,
    '401',
    'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
  );

export const resourceNotFound = (details: string) => failure(404, '404', `Resource not found: ${details}`);

function failure(status: number, code: string, message: string, innererror?: ServiceError['innererror']) {
  return new DocumentIntelligenceError(status, { code, message, ...(innererror && { innererror }) });
}
