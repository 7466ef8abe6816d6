import { Worker } from 'node:worker_threads';

/** How long a reader may outlive its parent, in ms. */
const EVERY_MS = 500;

/**
 * Ends this process when its parent is gone, even while the main thread is inside one long call into WebAssembly or a network:
 * a thread of its own looks whether the parent is still the same.
 *
 * @param parent Process id, told by the parent itself: it may be gone before this starts.
 */
export function endWithParent(parent: number): void {
  process.on('disconnect', () => process.exit(0));
  const watch = `setInterval(() => process.ppid === ${parent} || process.kill(process.pid, 'SIGKILL'), ${EVERY_MS})`;
  new Worker(watch, { eval: true, env: {}, resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();
}
