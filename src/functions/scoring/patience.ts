/** Waits for something that never rejects, but not longer than `ms`. */
export async function waitAtMost(ms: number, settled: Promise<unknown>): Promise<void> {
  if (ms <= 0) return;
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  await Promise.race([settled, late.promise]);
  clearTimeout(timer);
}
