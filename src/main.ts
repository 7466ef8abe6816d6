import { register } from './app.ts';
import { readConfig } from './config.ts';
import { startServices } from './services.ts';

register(startServices(readConfig(process.env)));
