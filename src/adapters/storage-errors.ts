import { RestError } from '@azure/storage-blob';
import { AppError } from '../domain/errors.ts';

/** Translates what the storage SDKs throw. Unknown errors pass through as they are. */
function fromStorage(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'RestError') return error;
  const { statusCode, code } = error as RestError;
  if (statusCode === 429) return new AppError('too-many', 'Storage asks for a pause', { cause: error });
  const away = statusCode === undefined ? code !== RestError.PARSE_ERROR : statusCode === 408 || statusCode >= 500;
  return away ? new AppError('unavailable', 'Storage cannot be reached', { cause: error }) : error;
}

/** Runs a call to storage with its errors translated. */
export async function storageCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw fromStorage(error);
  }
}

export const statusOf = (error: unknown) => (error as { statusCode?: number }).statusCode;
