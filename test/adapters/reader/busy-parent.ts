/** A parent to be killed: reads the file that it is given, and says which process is at it. */
import { setImmediate } from 'node:timers/promises';
import { processReader } from '../../../src/adapters/reader/process-reader.ts';
import { processUsage } from '../../../src/adapters/reader/process-usage.ts';
import { keptLog } from './kept-log.ts';

const log = keptLog();
const slot = await processReader({ readers: 1, log }).acquire();
await slot.open(process.argv[2] ?? '', 'slow.pdf');
const reading = slot.read(1);
const pid = log.of('reader.started')[0]?.['pid'] as number;
const cpuMs = async () => (await processUsage(pid))?.cpuMs ?? 0;
// It computes, so it is inside the call and hears no message.
for (const before = await cpuMs(); (await cpuMs()) < before + 300;) await setImmediate();
console.log(JSON.stringify({ pid }));
await reading;
