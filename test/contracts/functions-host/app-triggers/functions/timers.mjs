import { app } from '@azure/functions';
import { tell } from '../witness.mjs';

const handler = (timer, context) => tell(context, { timer });

app.timer('everySecond', { schedule: '* * * * * *', handler });
app.timer('yearly', { schedule: '%YEARLY%', runOnStartup: true, handler });
app.timer('monthly', { schedule: '0 0 0 1 * *', handler });
