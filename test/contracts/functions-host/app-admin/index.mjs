import { app } from '@azure/functions';

/** One function per level of access, one that is switched off, and a timer to call by hand. */
let ticks = 0;
const handler = (request) => ({ body: String(request.query.has('clock') ? ticks : process.pid) });
app.http('open', { handler });
app.http('keyed', { authLevel: 'function', handler });
app.http('mastered', { authLevel: 'admin', handler });
app.http('off', { handler });
app.timer('clock', { schedule: '0 0 0 1 1 *', handler: () => void ticks++ });
