import { describe, expect, test } from 'vitest';
import { aDevops } from './a-devops.ts';

const sam = 'sam@example.org';

/** What is refused, and how the service says it. */
const refusals: [string, string, string, unknown, number, RegExp][] = [
  ['a path that nobody serves', 'GET', 'docscore/_apis/wit/workitems', undefined, 404, /There is nothing at/],
  ['another project', 'GET', 'other/_apis/pipelines', undefined, 404, /There is nothing at/],
  [
    'a method that the path does not have',
    'DELETE',
    'docscore/_apis/pipelines',
    undefined,
    405,
    /does not support http method 'DELETE'/,
  ],
  ['no api-version', 'GET', 'docscore/_apis/pipelines?api-version', undefined, 400, /api-version/],
  ['a version of long ago', 'GET', 'docscore/_apis/pipelines?api-version=4.1', undefined, 400, /4\.1 is not supported/],
  [
    'a preview without its flag',
    'GET',
    'docscore/_apis/pipelines/checks/configurations?resourceType=environment&resourceId=1&api-version=7.1',
    undefined,
    400,
    /-preview flag must be supplied/,
  ],
  [
    'an environment without a name',
    'POST',
    'docscore/_apis/distributedtask/environments',
    { description: 'x' },
    400,
    /name/,
  ],
  [
    'a check on an environment that is not there',
    'POST',
    'docscore/_apis/pipelines/checks/configurations',
    { type: { id: '2ef31ad6-baa0-403a-8b45-2cbc9b4e5563' }, settings: {}, resource: { type: 'environment', id: '9' } },
    404,
    /environment 9/,
  ],
  [
    'a check of an unknown kind',
    'POST',
    'docscore/_apis/pipelines/checks/configurations',
    { type: { id: 'x' }, settings: {}, resource: { type: 'environment', id: '1' } },
    400,
    /not valid/,
  ],
  [
    'a permission on a kind that is not kept',
    'GET',
    'docscore/_apis/pipelines/pipelinePermissions/queue/1',
    undefined,
    400,
    /queue are not supported/,
  ],
  [
    'a group linked to a vault through no connection',
    'POST',
    '_apis/distributedtask/variablegroups',
    {
      type: 'AzureKeyVault',
      name: 'g',
      providerData: { serviceEndpointId: '00000000-0000-0000-0000-000000000001', vault: 'v' },
      variables: {},
      variableGroupProjectReferences: [
        { name: 'g', projectReference: { id: '00000000-0000-0000-0000-000000000002', name: 'docscore' } },
      ],
    },
    400,
    /does not exist/,
  ],
];

describe('The local Azure DevOps', () => {
  test.each(refusals)('refuses %s', async (_, method, path, body, status, words) => {
    const { call } = await aDevops();
    const answer = await call(sam, method, path, body);
    expect(answer.status).toBe(status);
    expect((answer.body as { message: string }).message).toMatch(words);
  });

  test('takes a personal access token as the password of Basic, and no other token', async () => {
    const { service } = await aDevops();
    const url = `${service.url}/docscore/_apis/pipelines?api-version=7.1`;
    const status = async (authorization: string) => (await fetch(url, { headers: { authorization } })).status;
    expect(await status(`Basic ${Buffer.from(`:${service.tokenOf(sam)}`).toString('base64')}`)).toBe(200);
    expect(await status('Bearer nobody')).toBe(401);
    expect(await status('')).toBe(401);
  });

  test('keeps the secrets of a variable group to itself', async () => {
    const { call } = await aDevops();
    const projectReference = { id: '00000000-0000-0000-0000-000000000002', name: 'docscore' };
    await call(sam, 'POST', '_apis/distributedtask/variablegroups', {
      type: 'Vsts',
      name: 'shared',
      variables: { region: { value: 'westeurope' }, key: { value: 'hidden', isSecret: true } },
      variableGroupProjectReferences: [{ name: 'shared', projectReference }],
    });
    const { body } = await call(sam, 'GET', 'docscore/_apis/distributedtask/variablegroups?groupName=sha*');
    expect(body).toMatchObject({ value: [{ variables: { region: { value: 'westeurope' }, key: { value: null } } }] });
  });
});
