import { DocumentRequest, InstancesRequest, type ScoreRequest } from '../../domain/request.ts';
import { fieldErrors } from '../http/field-errors.ts';
import { reasonOf } from './reason-of.ts';

/** Where dead letters of the hub come from. */
export const source = 'requests';

/**
 * A message of the hub `requests`, checked. @param message As the host gives it: what is JSON is parsed already.
 * @returns The request, or why it is none, with the JSON Pointer of what is wrong.
 */
export function readRequest(message: unknown): { request: ScoreRequest } | { refused: string } {
  if (typeof message !== 'object' || message === null || Array.isArray(message))
    return { refused: 'The message is not a JSON object' };
  const { success, data, error } = ('document' in message ? DocumentRequest : InstancesRequest).safeParse(message);
  return success
    ? { request: data }
    : { refused: reasonOf('The message does not match its schema', fieldErrors(error)) };
}

/** The message as it came, as far as the host has kept it. */
export const textOf = (message: unknown): string => (typeof message === 'string' ? message : JSON.stringify(message));
