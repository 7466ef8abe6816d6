import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const home = import.meta.dirname;

/** Nothing listens there: loading connects to nobody. */
const settings = {
  Storage: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=${btoa('key')};BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;`,
  Cosmos: `AccountEndpoint=http://127.0.0.1:1/;AccountKey=${btoa('key')}`,
  Events: 'Endpoint=sb://localhost:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
  SWEEP_SCHEDULE: '*/30 * * * * *',
};

/** Builds the package into a folder and loads it in new processes. @returns the times in ms, ascending. */
export async function bundleLoads(folder: string, times: number): Promise<number[]> {
  await run(process.execPath, [join(home, '../../bin/build.ts'), folder]);
  const loads: number[] = [];
  for (let time = 0; time < times; time++) {
    const entry = [join(home, 'bundle-load-process.ts'), join(folder, 'main.js')];
    const { stdout } = await run(process.execPath, entry, { env: settings });
    loads.push(Number(stdout));
  }
  return loads.sort((a, b) => a - b);
}
