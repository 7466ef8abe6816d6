import type { ServicesOptions } from './options.ts';

/** Tells `onStep` how long a start took. */
export async function timed<Service>({ onStep }: ServicesOptions, name: string, start: () => Promise<Service>) {
  const begun = performance.now();
  const service = await start();
  onStep?.(name, Math.round(performance.now() - begun));
  return service;
}
