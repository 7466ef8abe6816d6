import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { getRequestSchema } from '../../../src/functions/http/feedback/get-request-schema.ts';
import { readRequest } from '../../../src/functions/stream/read-request.ts';
import { aSystem } from '../a-system.ts';

const documentId = 'a'.repeat(26);
const model = 'incident-outcome';

describe('the JSON Schema of a request', () => {
  it.each([
    { message: { id: 'one', model, instances: [{}] }, isValid: true },
    { message: { schema: 1, id: 'one', model, instances: [{ a: 1 }, 'anything'] }, isValid: true },
    { message: { id: 'one', document: { documentId } }, isValid: true },
    { message: { id: 'one', model, document: { documentId, version: '0x1', run: 2 } }, isValid: true },
    { message: { id: 'one', model, instances: [{}], document: { documentId } }, isValid: false },
    { message: { id: '', model, instances: [{}] }, isValid: false },
    { message: { id: 'x'.repeat(101), model, instances: [{}] }, isValid: false },
    { message: { model, instances: [{}] }, isValid: false },
    { message: { id: 'one', instances: [{}] }, isValid: false },
    { message: { id: 'one', model: 'Capital', instances: [{}] }, isValid: false },
    { message: { id: 'one', model, instances: [] }, isValid: false },
    { message: { id: 'one', model, instances: {} }, isValid: false },
    { message: { id: 'one', document: { documentId, run: 0 } }, isValid: false },
    { message: { id: 'one', document: { documentId: 'short' } }, isValid: false },
    { message: { schema: 2, id: 'one', model, instances: [{}] }, isValid: false },
    { message: { id: 'one', model, instances: [{}], more: 1 }, isValid: false },
    { message: [], isValid: false },
    { message: 'text', isValid: false },
    { message: null, isValid: false },
  ])('judges $message as the reader does', async ({ message, isValid }) => {
    const { status, body } = await aSystem().request(getRequestSchema);

    const validate = new Ajv2020({ strict: true }).compile(body as object);

    expect(status).toBe(200);
    expect([validate(message), 'request' in readRequest(message)]).toEqual([isValid, isValid]);
  });
});
