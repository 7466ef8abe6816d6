import type { IncomingHttpHeaders } from 'node:http';
import type { TypedData } from '../protocol.ts';
import { netText } from './net-text.ts';

/** What the expressions of a function's bindings can name in one call. */
export interface BindingData {
  functionName: string;
  /** By name in lower case. */
  values: ReadonlyMap<string, unknown>;
}

/** The parts of an HTTP request that bindings can name. */
export interface RequestParts {
  params: Readonly<Record<string, string>>;
  /** With its question mark, or empty. */
  query: string;
  headers: IncomingHttpHeaders;
}

/** What a call brings along. */
interface CallParts {
  data: TypedData;
  metadata?: Record<string, TypedData>;
  request?: RequestParts;
}

/**
 * Trigger metadata, then the top-level properties of the trigger's JSON object; of an HTTP request its JSON body, query and route
 * parameters, and `query`, `headers`. The later wins. Source: azure-functions-host, WorkerFunctionInvoker and Utility.ApplyBindingData;
 * azure-webjobs-sdk-extensions, HttpTriggerAttributeBindingProvider.
 */
export function bindingData(functionName: string, { data, metadata = {}, request }: CallParts): BindingData {
  const values = new Map<string, unknown>();
  const add = (name: string, value: unknown) => {
    if (value !== null && value !== undefined) values.set(name.toLowerCase(), value);
  };
  for (const [name, value] of Object.entries(metadata)) add(name, plainValue(value));
  for (const [name, value] of Object.entries(objectProperties(jsonText(data)))) add(name, value);
  if (request) addRequest(add, request);
  return { functionName, values };
}

function addRequest(add: (name: string, value: unknown) => void, { params, query, headers }: RequestParts): void {
  const asked = [...new URLSearchParams(query)].filter(([name]) => name.toLowerCase() !== 'code');
  for (const [name, value] of asked) add(name, value);
  add('query', Object.fromEntries(asked));
  add('headers', headers);
  for (const [name, value] of Object.entries(params)) add(name, value);
}

/** @param path Names with dots between them; none is case-sensitive. A name with a dot in it may be meant as it is. */
export function lookUp({ values }: BindingData, path: string): unknown {
  const whole = values.get(path.toLowerCase());
  if (whole !== undefined) return whole;
  const [first = '', ...rest] = path.split('.');
  return rest.reduce<unknown>((value, name) => property(value, name), values.get(first.toLowerCase())) ?? undefined;
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1];
}

/**
 * The top-level properties of a JSON object, arrays and nulls left out, scalars as .NET prints them. Other text has none.
 * Source: azure-functions-host, WebJobs.Script/Utility.cs.
 */
export function objectProperties(text: string | undefined): Record<string, string | object> {
  if (text?.trimStart()[0] !== '{') return {};
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, string | object][] => {
      if (value === null || Array.isArray(value)) return [];
      return [[name, typeof value === 'object' ? value : netText(value)]];
    }),
  );
}

function jsonText({ string, json, http }: TypedData): string | undefined {
  const bytes = http?.body?.bytes;
  return string ?? json ?? (bytes && Buffer.from(bytes).toString());
}

/** A datum as the expressions see it; what is neither text nor JSON has no name. */
function plainValue({ string, json, int, double }: TypedData): unknown {
  return string ?? (json === undefined ? (int ?? double) : JSON.parse(json));
}
