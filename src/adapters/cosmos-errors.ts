import { AppError } from '../domain/errors.ts';

/** Translates what `@azure/cosmos` throws. Unknown errors pass through as they are. */
function fromCosmos(error: unknown): unknown {
  const { code, retryAfterInMs } = error as { code?: number | string; retryAfterInMs?: number };
  if (code === 429) {
    const retryAfterSeconds = (retryAfterInMs ?? 1000) / 1000;
    return new AppError('too-many', 'Cosmos DB asks for a pause', { cause: error, retryAfterSeconds });
  }
  const away = typeof code === 'number' ? code === 408 || code === 449 || code >= 500 : isTransport(code);
  return away ? new AppError('unavailable', 'Cosmos DB cannot be reached', { cause: error }) : error;
}

const isTransport = (code: string | undefined) =>
  code !== undefined &&
  /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|REQUEST_SEND_ERROR|TimeoutError|UND_ERR)/.test(code);

/** Runs a call to Cosmos DB with its errors translated. */
export async function cosmosCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw fromCosmos(error);
  }
}
