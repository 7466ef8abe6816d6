import { entityNotFound } from './refusal.ts';

/** The path of an entity: without scheme and host, percent-encoding undone. */
export function pathOf(address: string): string {
  const path = address.replace(/^[a-z]+:\/\/[^/]*\/?/i, '').replace(/\/+$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    throw entityNotFound(address);
  }
}
