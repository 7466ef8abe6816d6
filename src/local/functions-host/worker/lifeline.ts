import { Socket } from 'node:net';

/**
 * A thread of the worker process. It holds the other end of a pipe of the host; when the host dies, however it dies, the pipe closes
 * and the process is killed. The main thread cannot do that while a handler blocks it.
 */
const pipe = new Socket({ fd: 4, readable: true, writable: false });
pipe.on('error', () => process.kill(process.pid, 'SIGKILL'));
pipe.on('close', () => process.kill(process.pid, 'SIGKILL'));
pipe.resume();
