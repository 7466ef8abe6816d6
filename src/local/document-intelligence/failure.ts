import { AppError } from '../../domain/errors.ts';
import {
  DocumentIntelligenceError,
  internalError,
  invalidContent,
  invalidDimensions,
  type ServiceError,
} from './errors.ts';

/** Why an analysis failed, in the words of the service. What is nobody's fault but ours is `InternalServerError`. */
export function failureOf(error: unknown): ServiceError {
  if (error instanceof DocumentIntelligenceError) return error.error;
  if (!(error instanceof AppError) || !isDocumentsFault(error)) return internalError(String(error)).error;
  return (error.message.includes('megapixels') ? invalidDimensions() : invalidContent(error.message)).error;
}

const isDocumentsFault = ({ code }: AppError) => code === 'rejected' || code === 'unsupported';
