import { modelNotFound, invalidParameter, resourceNotFound, unsupported } from './errors.ts';
import { pageRanges, type PageRange } from './page-ranges.ts';
import { stringIndexTypes, type StringIndexType } from './string-index.ts';

/** What a client asks for, apart from the file. */
export interface AnalyzeOptions {
  readonly model: string;
  readonly apiVersion: string;
  readonly pages: readonly PageRange[];
  readonly stringIndexType: StringIndexType;
}

/** The API version of each path. */
const apiVersions: Readonly<Record<string, string>> = {
  formrecognizer: '2023-07-31',
  documentintelligence: '2024-11-30',
};

/** @throws DocumentIntelligenceError 404 for a path or version that is not served, as the gateway in front of the service answers. */
export function checkedApiVersion(api: string, query: URLSearchParams): string {
  const [version, known] = [query.get('api-version'), apiVersions[api]];
  if (known === undefined) throw resourceNotFound(`/${api}`);
  if (version !== known) {
    throw resourceNotFound(`api-version ${version ?? 'is missing'} of /${api}; this server speaks ${known}`);
  }
  return known;
}

/** @throws DocumentIntelligenceError 404 for a model that nobody built; 400 for one that only the service has. */
export function checkedModel(model: string): string {
  if (model === 'prebuilt-read') return model;
  if (model.startsWith('prebuilt-')) throw unsupported(`The model ${model}`);
  throw modelNotFound();
}

const LOCALE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** @throws DocumentIntelligenceError 400 that names the parameter. */
export function analyzeOptions(model: string, apiVersion: string, query: URLSearchParams): AnalyzeOptions {
  for (const name of query.keys()) if (!known.has(name)) throw unsupported(`The parameter ${name}`);
  for (const name of ['features', 'queryFields', 'output']) {
    const value = query.getAll(name).join(',');
    if (value !== '') throw unsupported(`${name}=${value}`);
  }
  const format = query.get('outputContentFormat') ?? 'text';
  if (format === 'markdown') throw unsupported('outputContentFormat=markdown');
  if (format !== 'text') throw invalidParameter('outputContentFormat', `'${format}' is unknown`);
  const locale = query.get('locale');
  // A hint: the reader has one set of weights for all the languages that it knows.
  if (locale !== null && !LOCALE.test(locale)) throw invalidParameter('locale', `'${locale}' is no language`);
  return { model, apiVersion, pages: pageRanges(query.get('pages')), stringIndexType: stringIndexType(query) };
}

const known = new Set([
  'api-version',
  '_overload',
  'pages',
  'locale',
  'stringIndexType',
  'features',
  'queryFields',
  'outputContentFormat',
  'output',
]);

function stringIndexType(query: URLSearchParams): StringIndexType {
  const wanted = query.get('stringIndexType') ?? 'textElements';
  const found = stringIndexTypes.find((type) => type === wanted);
  if (!found) throw invalidParameter('stringIndexType', `'${wanted}' is unknown`);
  return found;
}
