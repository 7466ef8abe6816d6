import { checkTypes } from '../../../src/infra/types/check-types.ts';
import { readTypeData } from '../../../src/infra/types/type-data.ts';

const data = readTypeData();

/** `line:code` of what the types of these files find; the first file is the one that is checked. */
export function typeProblems(files: Readonly<Record<string, string>>): string[] {
  const read = (file: string) => {
    const text = files[file];
    if (text === undefined) throw new Error(`There is no ${file}`);
    return text;
  };
  return checkTypes({ files: Object.keys(files), read, data }).map(({ file, line, code }) =>
    file === 'main.bicep' ? `${String(line)}:${code}` : `${file}:${String(line)}:${code}`,
  );
}

/** The same of one file. */
export const problemsOf = (text: string): string[] => typeProblems({ 'main.bicep': text });

/** A storage account, complete; `body` is put into it after line 5. */
export const anAccount = (
  body = '',
  properties = '',
) => `resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'stdocscore'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  ${body}
  properties: {
    minimumTlsVersion: 'TLS1_2'
    ${properties}
  }
}
`;
