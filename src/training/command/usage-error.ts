/** A mistake of the caller: what it says is all that needs to be shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
