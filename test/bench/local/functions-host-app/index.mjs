import { app } from '@azure/functions';

/** The trivial handler that the bench compares: as little as an app can do. */
app.setup({ enableHttpStream: process.env.HTTP_STREAM === '1' });
app.http('hello', { authLevel: 'anonymous', route: 'hello', handler: () => ({ body: 'Hello, world' }) });
