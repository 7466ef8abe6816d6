import type { LocalCloud } from '../../local/cloud/local-cloud.ts';
import type { Paint } from '../screen/paint.ts';

/** Where everything is and what to try: for a person, and to copy from. One string per line. */
export function addresses(
  { url, connectionStrings, functionKey }: LocalCloud,
  logPath: string,
  paint: Paint,
): string[] {
  const fact = (name: string, value: string) => `  ${paint('dim', name.padEnd(9))}${value}`;
  const key = `-H 'x-functions-key: ${functionKey}'`;
  return [
    fact('HTTP', `${url}/api/documents`),
    fact('Docs', `${url}/api/docs?code=${encodeURIComponent(functionKey)}`),
    fact('Storage', connectionStrings.Storage),
    fact('Cosmos', connectionStrings.Cosmos),
    fact('Events', connectionStrings.Events),
    fact('Logs', logPath),
    '',
    paint('bold', 'Try'),
    `  curl -X PUT ${key} -H 'content-type: text/plain' --data-binary 'I loved the soup, and the waiter was friendly.' \\`,
    `    ${url}/api/documents/my-review.txt`,
    `  npx docscore show my-review.txt`,
  ];
}
