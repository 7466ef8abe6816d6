import { register } from './app.ts';
import build from './build.json' with { type: 'json' };
import { readConfig } from './config.ts';
import { startServices } from './services.ts';

register(startServices(readConfig(process.env), build));
