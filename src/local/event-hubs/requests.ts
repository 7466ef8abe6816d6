import { message as amqpMessage, types, type Request, type Transfer } from './amqp.ts';
import { amqpError } from './refusal.ts';

/** HTTP's codes for the refusals of a request; 400 for those without one. */
const statuses: Record<string, number> = {
  'amqp:unauthorized-access': 401,
  'amqp:not-found': 404,
  'amqp:internal-error': 500,
  'amqp:not-implemented': 501,
  'com.microsoft:server-busy': 503,
};

/**
 * Request and response over two links: the answer goes where `reply_to` says.
 *
 * @param status what a success is answered with.
 * @param work makes the body of the answer; what it throws becomes the answer.
 */
export async function answer(
  { message, delivery, receiver }: Transfer,
  status: number,
  work: (request: Request) => Promise<unknown>,
): Promise<void> {
  delivery.accept();
  const request = amqpMessage.decode(message);
  const respond = (properties: object, body: unknown = null) => {
    const { message_id: correlation_id, reply_to: to } = request;
    if (typeof to !== 'string') return; // nobody waits
    const link = receiver.connection.find_sender(({ target, name }) => target?.address === to || name === to);
    link?.send(amqpMessage.encode({ correlation_id, to, application_properties: properties, body }), undefined, 0);
  };
  try {
    const body = await work(request);
    respond({ 'status-code': types.wrap_int(status), 'status-description': status === 202 ? 'Accepted' : 'OK' }, body);
  } catch (error) {
    const { condition, description } = amqpError(error);
    respond({
      'status-code': types.wrap_int(statuses[condition] ?? 400),
      'status-description': description,
      'error-condition': types.wrap_symbol(condition),
    });
  }
}
