import { progress, withUnit, type Figure } from '../figures.ts';
import { median, percentile } from '../percentile.ts';
import { folderDocuments, upload } from './bench-documents.ts';
import { ended, stageTimes, withSystem, type BenchSystem, type StageName } from './bench-system.ts';
import { watchProcesses } from './process-watch.ts';
import { storageReads } from './storage-log.ts';

const stages: readonly StageName[] = ['ocr', 'preprocess', 'score'];

/** So many documents, or the folder's if it has more: percentiles of a dozen say nothing. */
const documentsAtLeast = 39;

/** A folder, uploaded at once: how fast it goes through, and what it costs. */
export const throughput = (folder?: string): Promise<Figure[]> =>
  withSystem(async (bench) => {
    const documents = await folderDocuments(folder, documentsAtLeast);
    const uploadedBytes = documents.reduce((sum, { bytes }) => sum + bytes.length, 0);
    await using watch = watchProcesses(bench.system);
    const readsBefore = await storageReads(bench.home, bench.system.uploads.url);
    const usedBefore = await watch.used();
    const began = performance.now();

    progress(`${documents.length} documents, ${withUnit(uploadedBytes / 1e6, 'MB')}`);
    await upload(bench, documents);
    const ends = await Promise.all(documents.map(({ name }) => ended(bench, name)));

    const seconds = (performance.now() - began) / 1000;
    const used = await watch.used();
    const reads = await storageReads(bench.home, bench.system.uploads.url);
    const { allMb, readerMb } = watch.peaks();
    const perUpload = (bytes = 0) => bytes / Math.max(1, uploadedBytes);
    return [
      { name: 'documents', value: endsInWords(ends) },
      { name: 'throughput', value: withUnit(documents.length / seconds, 'documents/s') },
      ...(await stageFigures(
        bench,
        documents.map(({ name }) => name),
      )),
      {
        name: 'CPU per document, all processes',
        value: withUnit((used.cpuSeconds - usedBefore.cpuSeconds) / documents.length, 's'),
      },
      {
        name: 'of that, readers',
        value: withUnit((used.readerCpuSeconds - usedBefore.readerCpuSeconds) / documents.length, 's'),
      },
      {
        name: 'bytes read from storage ÷ uploaded',
        value: withUnit(perUpload(reads.total - readsBefore.total), ''),
      },
      {
        name: 'of that, the uploads themselves',
        value: withUnit(perUpload((reads.bytes['documents'] ?? 0) - (readsBefore.bytes['documents'] ?? 0)), ''),
      },
      { name: 'peak RSS, sum over processes', value: withUnit(allMb, 'MB') },
      { name: 'peak RSS, largest reader', value: withUnit(readerMb, 'MB') },
    ];
  });

function endsInWords(ends: readonly string[]): string {
  return [...Map.groupBy(ends, (end) => end)].map(([end, those]) => `${those.length} ${end}`).join(', ');
}

/** From the last claim to the commit. A document that was rejected in `ocr` has no later stage. */
async function stageFigures(bench: BenchSystem, names: readonly string[]): Promise<Figure[]> {
  const times = await Promise.all(names.map((name) => stageTimes(bench, name)));
  return stages.flatMap((stage) => {
    const ms = times.flatMap((time) => time[stage]?.durationMs ?? []);
    if (ms.length === 0) return [];
    return [{ name: `stage ${stage}, p50 / p95`, value: `${median(ms)} / ${percentile(ms, 95)} ms` }];
  });
}
