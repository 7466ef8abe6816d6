/* global require */
const { app, output } = require('@azure/functions');

const queueOutput = output.storageQueue({
  queueName: 'orders',
  connection: 'AzureWebJobsStorage',
});

app.http('placeOrder', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'orders',
  extraOutputs: [queueOutput],
  handler: async (request, context) => {
    const order = await request.json();
    context.extraOutputs.set(queueOutput, order);
    return { status: 202, jsonBody: { accepted: order.id } };
  },
});
