import { Reply, standInVariables } from './wire.ts';

/** The program `az` of a rehearsed release: passes its arguments on, prints what it is told. */
const url = process.env[standInVariables.url];
if (url === undefined) {
  process.stderr.write('This az belongs to a rehearsal (npm run rehearse) and runs in its steps only.\n');
  process.exitCode = 1;
} else {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify({
      args: process.argv.slice(2),
      folder: process.cwd(),
      connection: process.env[standInVariables.connection] ?? '',
      env: process.env,
    }),
  });
  const { exitCode, stdout, stderr } = Reply.parse(await response.json());
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
}
