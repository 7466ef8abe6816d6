import type { Services } from '../../../ports.ts';
import { digestOf } from '../../../jobs/digest.ts';
import { onRequest } from '../on-request.ts';
import type { CurrentDocument } from './current-document.ts';
import { pageOf } from './page/page.ts';
import { style } from './page/style.ts';

const styleHash = Buffer.from(digestOf(style), 'hex').toString('base64');

/** Nothing runs and nothing is fetched; the one style is let in by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** `GET /api/docs`: the document for people. A browser gives the function key as `?code=`. */
export const getDocs = (services: Services, current: () => Promise<CurrentDocument>) =>
  onRequest(services, async ({ url }) => {
    const { document } = await current();
    return {
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: pageOf(document, new URL(url).origin),
    };
  });
