import { describe, expect, it } from 'vitest';
import { localSettings } from '../../../src/release/az/local-settings.ts';

describe('the app settings of a plan on this machine', () => {
  it('leave out the addresses that the local cloud gives', () => {
    const settings = {
      AzureWebJobsStorage__accountName: 'a',
      AzureWebJobsStorage: 'a',
      Storage__blobServiceUri: 'https://a.blob.core.windows.net',
      Cosmos__accountEndpoint: 'https://c',
      Events__fullyQualifiedNamespace: 'e',
      APPLICATIONINSIGHTS_CONNECTION_STRING: { runtime: 'insights.properties.ConnectionString', of: '/i' },
      AUTH_AUDIENCE: 'x',
      StorageLimit: '5',
      'AzureWebJobs.sweep.Disabled': 'true',
      OCR_ENGINE: 'local',
    };

    expect(localSettings(settings)).toEqual({
      ...{ StorageLimit: '5', 'AzureWebJobs.sweep.Disabled': 'true', OCR_ENGINE: 'local' },
    });
  });

  it('are texts', () => {
    expect(localSettings({ a: 1, b: true, c: ['x'] })).toEqual({ a: '1', b: 'true', c: '["x"]' });
  });

  it('that only Azure knows are an error that names them', () => {
    const value = { runtime: 'listKeys().keys[0].value', of: '/k' };

    expect(() => localSettings({ OCR_KEY: value })).toThrow('App setting OCR_KEY is known only in Azure');
  });
});
