/* global require */
const { app } = require('@azure/functions');

app.timer('timerTrigger1', {
  schedule: '%SCHEDULE%',
  handler: (myTimer, context) => {
    context.log('Timer function processed request, past due:', myTimer.isPastDue);
  },
});
