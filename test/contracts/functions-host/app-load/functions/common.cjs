const process = require('node:process');
const { app } = require('@azure/functions');

app.http('common', { handler: () => ({ body: `common ${process.env.FROM_VALUES}` }) });
