import { availableParallelism, freemem } from 'node:os';

/** As many readers as cores and free memory allow, at least one. @param memoryMb What one reader may take. */
export const readerCount = (memoryMb: number) =>
  Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / (memoryMb * 1e6))));
