import { isUtf8 } from 'node:buffer';
import type { DequeuedMessageItem } from '@azure/storage-queue';
import { objectProperties } from '../bindings/binding-data.ts';
import type { Call } from '../invoker.ts';
import type { Binding, TypedData } from '../protocol.ts';
import { dateWithOffset } from './timer-input.ts';

/** @returns undefined when the text is not what the encoding says. */
export function readMessage(messageText: string, encoding: 'base64' | 'none'): Buffer | undefined {
  if (encoding === 'none') return Buffer.from(messageText);
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(messageText)
    ? Buffer.from(messageText, 'base64')
    : undefined;
}

/** The message as text, or as bytes when it is not text or the trigger wants them, with the metadata that the runtime adds. */
export function queueCall({ queueName, dataType }: Binding, message: DequeuedMessageItem, body: Buffer): Call {
  const text: TypedData = isUtf8(body) ? { string: body.toString() } : { bytes: body };
  const date = (value: Date | undefined): TypedData => ({
    json: JSON.stringify(value ? dateWithOffset(value) : latestDate),
  });
  return {
    reason: `New queue message detected on '${String(queueName)}'.`,
    details: `MessageId: ${message.messageId}, DequeueCount: ${message.dequeueCount}, InsertedOn: ${dateWithOffset(message.insertedOn)}`,
    data: dataType === 'binary' ? { bytes: body } : text,
    metadata: {
      QueueTrigger: text,
      DequeueCount: { json: String(message.dequeueCount) },
      ExpirationTime: date(message.expiresOn),
      Id: { string: message.messageId },
      InsertionTime: date(message.insertedOn),
      NextVisibleTime: date(message.nextVisibleOn),
      PopReceipt: { string: message.popReceipt },
      ...bodyProperties(text),
    },
  };
}

/** .NET's greatest date stands for a message that never expires. */
const latestDate = '9999-12-31T23:59:59.9999999+00:00';

function bodyProperties({ string }: TypedData): Record<string, TypedData> {
  const properties = Object.entries(objectProperties(string));
  return Object.fromEntries(
    properties.map(([name, value]) => [
      name,
      typeof value === 'string' ? { string: value } : { json: JSON.stringify(value) },
    ]),
  );
}
