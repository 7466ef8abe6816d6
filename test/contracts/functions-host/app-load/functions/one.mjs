import { app } from '@azure/functions';

app.http('one', { handler: () => ({ body: 'one' }) });

app.timer('timed', { schedule: '0 0 0 1 1 *', handler: () => {} });

/** What the rules for names and routes leave out, one by one. */
app.http('9lives', { handler: () => ({}) });
app.http('host', { handler: () => ({}) });
app.http('again', { route: 'ONE', handler: () => ({ body: 'again' }) });
app.http('admins', { route: 'admin/of/app', handler: () => ({}) });
app.http('dated', { route: 'dated/{on:datetime}', handler: () => ({}) });
app.http('sized', { route: 'sized/{n:range(1,9)}', handler: () => ({}) });
app.http('rest', { route: 'rest/{*all}/more', handler: () => ({}) });
