import { resolve } from 'node:path';
import type { AzCall } from './arguments.ts';
import { AzError } from './az-error.ts';
import { localSettings } from './local-settings.ts';
import { unpack } from './package-folder.ts';
import { appSettingsOf, type RehearsedEnvironment } from './rehearsed-environment.ts';

/** `az functionapp …` on the apps of the local cloud. @param folder Relative file names are below it. */
export async function functionAppCommand(
  call: AzCall,
  { environment, folder }: { readonly environment: RehearsedEnvironment; readonly folder: string },
): Promise<unknown> {
  const name = call.one('--name');
  const app = await environment.appCalled(name);
  const { control } = environment.cloud();
  switch (call.command) {
    case 'functionapp show':
      return {
        name,
        state: app.state,
        defaultHostName: new URL(app.url).host,
        resourceGroup: environment.resourceGroup,
      };
    case 'functionapp start':
      return control.start(app.name);
    case 'functionapp stop':
      return control.stop(app.name);
    case 'functionapp keys list': {
      const { master, default: key, systemEventGrid } = app.keys;
      return {
        masterKey: master,
        functionKeys: { default: key },
        systemKeys: { eventgrid_extension: systemEventGrid },
      };
    }
    case 'functionapp deployment source config-zip': {
      const deployment = await environment.deployments.find('docscore-platform');
      const settings = appSettingsOf(deployment?.resources ?? []).get(name);
      if (!settings) throw new AzError(1, `The deployment docscore-platform gives ${name} no app settings`);
      const appDir = await unpack(resolve(folder, call.one('--src')), environment.packages);
      await environment.deploy(app.name, appDir, localSettings(settings));
      return { active: true, complete: true, status: 4, site_name: name };
    }
    default:
      throw new Error(`${call.command} is in commands.ts and has no answer here`);
  }
}
