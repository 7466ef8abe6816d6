import { describe, expect, test } from 'vitest';
import { devopsClient } from '../../../src/release/bootstrap/devops-client.ts';
import { aDevops } from '../../local/azure-devops/a-devops.ts';

describe('The client of Azure DevOps', () => {
  test('says how to sign in when the token is of nobody', async () => {
    const { service } = await aDevops();
    const client = devopsClient({ organisation: service.url, authorization: 'Bearer nobody' });
    await expect(client.get('_apis/projects/docscore')).rejects.toThrow(/401 .*not authorized[^]*az login/);
  });

  test('says what it asked for and why the service said no', async () => {
    const { service } = await aDevops();
    const client = devopsClient({
      organisation: service.url,
      authorization: `Bearer ${service.tokenOf('sam@example.org')}`,
    });
    const refused = client.send('POST', 'docscore/_apis/distributedtask/environments', {});
    await expect(refused).rejects.toThrow(/^POST docscore\/_apis\/distributedtask\/environments: 400 .*name/);
  });

  test('says that the organisation cannot be reached', async () => {
    const { service } = await aDevops();
    await service.stop();
    const client = devopsClient({ organisation: service.url, authorization: 'Bearer x' });
    await expect(client.get('_apis/projects/docscore')).rejects.toThrow(/cannot be reached: connect ECONNREFUSED/);
  });
});
