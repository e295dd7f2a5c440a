import { createServer } from 'node:net';
import { UserError } from './arguments';

/** Fails with one line that says what to do where something listens on the port already. */
export async function requireFreePort(port: number, advice: string): Promise<void> {
    if (port === 0) return;
    await new Promise<void>((resolve, reject) => {
        const probe = createServer();
        probe.once('error', (error: NodeJS.ErrnoException) =>
            reject(error.code === 'EADDRINUSE' ? new UserError(`Port ${port} is in use: ${advice}`) : error)
        );
        probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
    });
}
