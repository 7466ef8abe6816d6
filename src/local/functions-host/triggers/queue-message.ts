import { isUtf8 } from 'node:buffer';
import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { Call } from '../invoker.ts';
import type { TypedData } from '../protocol.ts';
import { dateWithOffset } from './timer-input.ts';

/** @returns undefined when the text is not what the encoding says. */
export function readMessage(messageText: string, encoding: 'base64' | 'none'): Buffer | undefined {
  if (encoding === 'none') return Buffer.from(messageText);
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(messageText)
    ? Buffer.from(messageText, 'base64')
    : undefined;
}

/** The message as text, or as bytes when it is not text, with the metadata that the runtime adds. */
export function queueCall(queueName: string, message: DequeuedMessageItem, body: Buffer): Call {
  const data: TypedData = isUtf8(body) ? { string: body.toString() } : { bytes: body };
  const date = (value: Date | undefined): TypedData => ({
    json: JSON.stringify(value ? dateWithOffset(value) : latestDate),
  });
  return {
    reason: `New queue message detected on '${queueName}'.`,
    data,
    metadata: {
      QueueTrigger: data,
      DequeueCount: { json: String(message.dequeueCount) },
      ExpirationTime: date(message.expiresOn),
      Id: { string: message.messageId },
      InsertionTime: date(message.insertedOn),
      NextVisibleTime: date(message.nextVisibleOn),
      PopReceipt: { string: message.popReceipt },
      ...bodyProperties(data),
    },
  };
}

/** .NET's greatest date stands for a message that never expires. */
const latestDate = '9999-12-31T23:59:59.9999999+00:00';

/** The top-level properties of a JSON object, arrays and nulls left out. Source: azure-functions-host, WebJobs.Script/Utility.cs. */
function bodyProperties({ string }: TypedData): Record<string, TypedData> {
  if (string?.trimStart()[0] !== '{') return {};
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(string) as Record<string, unknown>;
  } catch {
    return {};
  }
  const entries = Object.entries(body).filter(([, value]) => value !== null && !Array.isArray(value));
  return Object.fromEntries(entries.map(([name, value]) => [name, asBindingData(value)]));
}

/** Scalars as .NET prints them. */
function asBindingData(value: unknown): TypedData {
  if (typeof value === 'boolean') return { string: value ? 'True' : 'False' };
  if (typeof value === 'string') return { string: value };
  return typeof value === 'number' ? { string: String(value) } : { json: JSON.stringify(value) };
}
