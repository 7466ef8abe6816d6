import { badParameter, unsupported } from './errors.ts';

/** Versions whose secrets API this server speaks; they differ in certificates and keys only. */
const known = new Set(['7.0', '7.1', '7.2', '7.3', '7.4', '7.5', '7.6', '2025-07-01']);

/** @throws KeyVaultError 400 */
export function checkApiVersion(query: URLSearchParams): void {
  const version = query.get('api-version');
  if (!version) throw badParameter('The query parameter api-version must be specified');
  if (!known.has(version)) throw unsupported(`api-version ${version}`);
}
